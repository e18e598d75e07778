import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What `ibdmchk` said: its text, since its exit code says nothing. */
export interface Walked {
  readonly text: string;
  readonly errors: readonly string[];
  /** Paths between two NICs that were walked. */
  readonly paths: number;
  /** Cables of a path, and how many paths have so many. */
  readonly hops: ReadonlyMap<number, number>;
  /** Targets that a port of a switch leads to (not those to NICs), and how many ports lead to so many. */
  readonly targets: ReadonlyMap<number, number>;
  readonly hasCreditLoops: boolean;
}

/** Walks every path of tables: the files of `lft` for a plane. */
export function walkTables(lst: string, fdbs: string): Walked {
  return inFolder({ lst, fdbs, mcfdbs: '' }, (folder) => [
    ...['-s', join(folder, 'lst')],
    ...['-f', join(folder, 'fdbs')],
    ...['-m', join(folder, 'mcfdbs')],
  ]);
}

/** Routes a topology file, seen from a port of a NIC, and walks every path. */
export function walkDesign(
  files: ReadonlyMap<string, string>,
  topo: string,
  nic: string,
  port: number,
): Walked {
  return inFolder(Object.fromEntries(files), (folder) => [
    ...['-t', join(folder, topo)],
    ...['-n', nic, '-p', String(port)],
  ]);
}

function inFolder(
  files: Readonly<Record<string, string>>,
  argumentsIn: (folder: string) => readonly string[],
): Walked {
  const folder = mkdtempSync(join(tmpdir(), 'planewright-ibdm-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const env = { ...process.env, IBDM_IBNL_PATH: folder };
    const options = { env, timeout: 60_000, encoding: 'latin1', maxBuffer: 1 << 26 } as const;
    const { error, stdout } = spawnSync('ibdmchk', argumentsIn(folder), options);
    if (error)
      throw new Error('ibdmchk does not run: install what .ci/run installs', { cause: error });
    return readWalked(stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readWalked(text: string): Walked {
  const histogram = (title: string) => {
    const [, lines = ''] = text.split(title)[1]?.split(/^(?:HOPS|NUM-DLIDS) .*\n/m) ?? [];
    const rows = lines.split('---')[0]!.matchAll(/^ +(\d+) +(\d+) *$/gm);
    return new Map([...rows].map(([, of, count]) => [Number(of), Number(count)]));
  };
  return {
    text,
    errors: text.split('\n').filter((line) => line.startsWith('-E-')),
    paths: Number(/Scanned:(\d+) CA to CA paths/.exec(text)?.[1]),
    hops: histogram('LFT ROUTE HOP HISTOGRAM'),
    targets: histogram('SWITCH OUT PORT - NUM DLIDS HISTOGRAM'),
    hasCreditLoops: !text.includes('no credit loops found'),
  };
}
