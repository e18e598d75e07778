import { describe, expect, it } from 'vitest';
import type { Document, Exception, PlaneSet } from './document.js';
import { expand } from './expand.js';
import { withoutRanges } from './ids.js';
import { load, mergePatch } from './merge.js';
import { readSampleFile, sample } from './samples.js';
import { line, lines, small } from './small.js';

describe('extends', () => {
  it.each([
    // RFC 7396, appendix A.
    ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
    ['{"a":"b"}', '{"a":null}', '{}'],
    ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
    ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
    ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
    ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
    ['["a","b"]', '["c","d"]', '["c","d"]'],
    ['{"a":"b"}', '["c"]', '["c"]'],
    ['{"a":"foo"}', 'null', 'null'],
    ['{"a":"foo"}', '"bar"', '"bar"'],
    ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
    ['[1,2]', '{"a":"b","c":null}', '{"a":"b"}'],
    ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
    // New keys stand behind those of the base.
    ['{"b":1,"c":2}', '{"a":3,"c":4}', '{"b":1,"c":4,"a":3}'],
  ])('%s and %s is %s', (base, patch, result) => {
    expect(JSON.stringify(mergePatch(JSON.parse(base), JSON.parse(patch)))).toBe(result);
  });

  it('paths are relative to the file that writes them', () => {
    const files: Record<string, string> = {
      'a/top.json': '{"name":"top","extends":"../b/base.json","labels":"labels.json"}',
      'b/base.json': '{"name":"base","extends":"c/root.json","planes":{"net":{"cables":"x.csv"}}}',
      'b/c/root.json': '{"planes":{"net":{"cables":[]}},"prices":"../../p.json"}',
    };
    expect(load('a/top.json', (path) => files[path]!)).toEqual({
      planes: { net: { cables: 'b/x.csv' } },
      prices: 'p.json',
      name: 'top',
      labels: 'a/labels.json',
    });
  });

  it('the UFM appliance takes the slot that is left', () => {
    expect(expand(sample('superpod-h100-1su-ufm')).slice(248, 252).map(line)).toEqual(
      [0, 1, 2, 3].map((n) => `ufm0/nic${n}:0--compute/p0/leaf${n}:31 400`),
    );
  });
});

describe('cables', () => {
  it('of several ranges the last runs fastest', () => {
    expect(withoutRanges('h[0-1]/nic[2-6/2]:0')).toEqual([
      'h0/nic2:0',
      'h0/nic4:0',
      'h0/nic6:0',
      'h1/nic2:0',
      'h1/nic4:0',
      'h1/nic6:0',
    ]);
  });

  it('without attach: one plane, exactly this list', () => {
    expect(expand(sample('two-switches')).map(line)).toEqual([
      'h0/nic0:0--mgmt/p0/sw0:0 100',
      'h1/nic0:0--mgmt/p0/sw0:1 100',
      'h2/nic0:0--mgmt/p0/sw1:0 100',
      'bmc0/nic0:0--mgmt/p0/sw1:1.0 25',
      'mgmt/p0/sw0:4--mgmt/p0/sw1:4 100',
      'mgmt/p0/sw0:5--mgmt/p0/sw1:5 100',
      'mgmt/p0/sw0:6--mgmt/p0/sw1:6 100',
      'mgmt/p0/sw0:7--mgmt/p0/sw1:7 100',
    ]);
  });

  const switches = { ag: { model: 'x8', count: 2 }, sw: { model: 'x8', count: 2 } };

  it('attach without a family: it names the plane of NIC ports; others are in every plane', () => {
    const net: PlaneSet = {
      attach: { nics: ['h/nic'], onePlanePer: 'rail' },
      switches,
      cables: [
        ['sw0:7', 'ag[1-1]:7'],
        ['sw0:[0-1]', 'h[0-1]/nic1:0'],
        ['h1/nic0:0', 'sw1:0'],
        { ends: ['net/p1/sw1:6', 'sw0:6'], gbps: 40 },
      ],
    };
    // The lower end: by place in `switches`, `ag` before `sw`; then by number.
    expect(lines(small({ hosts: 2, nics: 2, ...net }))).toEqual([
      'net/p0/ag1:7--net/p0/sw0:7 100',
      'h1/nic0:0--net/p0/sw1:0 100',
      'net/p1/ag1:7--net/p1/sw0:7 100',
      'h0/nic1:0--net/p1/sw0:0 100',
      'h1/nic1:0--net/p1/sw0:1 100',
      'net/p1/sw0:6--net/p1/sw1:6 40',
    ]);
  });

  it('beside a family: behind its cables, plane by plane, at the speed of the slower port', () => {
    const net: PlaneSet = {
      attach: { nics: ['h/nic'], onePlanePer: 'rail', hostsPerUnit: 2 },
      fatTree: { leaf: { model: 'up', up: 1 }, spine: { model: 'x8' } },
      switches: { agg: { model: 'fast' } },
      cables: [
        ['agg0:[0-1]', 'leaf0:[2-3]'],
        ['agg0:2', 'leaf0:5'],
      ],
    };
    expect(lines(small({ hosts: 2, nics: 2, ...net })).slice(4)).toEqual(
      [0, 1].flatMap((p) => [
        `net/p${p}/leaf0:4.0--net/p${p}/spine0:0 100`,
        `net/p${p}/leaf0:2--net/p${p}/agg0:0 100`,
        `net/p${p}/leaf0:3--net/p${p}/agg0:1 100`,
        `net/p${p}/leaf0:5--net/p${p}/agg0:2 400`,
      ]),
    );
  });

  it.each(['\n', '\r\n'])('from a CSV file, line end %j', (end) => {
    const csv = ['a,b,gbps', 'sw0:0,h0/nic0:0,', 'sw0:4,sw1:4,50', ''].join(end);
    const document = small({ switches, cables: 'lists/net.csv' });
    const cables = expand(document, (path) => (path === 'lists/net.csv' ? csv : ''));
    expect(cables.map(line)).toEqual([
      'h0/nic0:0--net/p0/sw0:0 100',
      'net/p0/sw0:4--net/p0/sw1:4 50',
    ]);
  });

  it('the campus is cabled to ports that the family leaves alone', () => {
    expect(expand(sample('oob'), readSampleFile).slice(-3).map(line)).toEqual([
      'oob/p0/leaf2:51--oob/p0/spine1:5 10',
      'campus0/nic0:0--oob/p0/spine0:15 10',
      'campus1/nic0:0--oob/p0/spine1:15 10',
    ]);
  });
});

describe('exceptions', () => {
  const changed = (document: Document, exceptions: Exception[]) => {
    const before = expand(document).map(line);
    const after = expand({ ...document, exceptions }).map(line);
    return {
      gone: before.filter((cable) => !after.includes(cable)),
      kept: after.filter((cable) => before.includes(cable)),
      come: after.filter((cable) => !before.includes(cable)),
      before,
      after,
    };
  };
  const plain = small({
    attach: { nics: ['h/nic'], hostsPerUnit: 2 },
    fatTree: { leaf: { model: 'x8' }, spine: { model: 'x8' } },
  });

  it('as built: missing and moved leave the list, moved and extra are appended', () => {
    const { exceptions = [], ...base } = sample('superpod-as-built');
    const { gone, come, after } = changed(base, [...exceptions]);
    // leaf2:33 is uplink 1: spine (2·32 + 1) mod 4 = 1; 16 cables came before it.
    // leaf3:40 is uplink 8: spine (3·32 + 8) mod 4 = 0; 24 + 2 cables came before it.
    expect(gone.filter((cable) => cable.startsWith('compute'))).toEqual([
      'compute/p0/leaf2:33--compute/p0/spine1:16 400',
      'compute/p0/leaf3:40--compute/p0/spine0:26 400',
    ]);
    expect(come).toEqual([
      ...[4, 5, 6, 7].map((host) => `h${host}/nic2:0--compute/p0/leaf2:${host} 200`),
      'compute/p0/leaf3:40--compute/p0/spine1:16 400',
      'compute/p0/leaf0:31--compute/p0/leaf1:31 400',
    ]);
    expect(after.slice(-2)).toEqual(come.slice(-2));
    expect(after[34]).toBe('h4/nic2:0--compute/p0/leaf2:4 200');
  });

  it('additions stand in list order, whatever the order of removals; slower is for what stands', () => {
    const { gone, come, kept, before } = changed(plain, [
      { extra: ['net/p0/leaf1:5', 'net/p0/leaf0:5'] },
      { moved: 'net/p0/spine0:0', to: 'net/p0/leaf1:7' },
      { slower: 'net/p0/leaf1:7', gbps: 25 },
      { missing: 'h[1-3/2]/nic0:0' },
      { off: 'switch:net/p0/spine0' },
    ]);
    expect(gone).toEqual([before[1], before[3], 'net/p0/leaf0:2--net/p0/spine0:0 100']);
    expect(kept.length).toBe(before.length - 3);
    expect(come).toEqual([
      'net/p0/leaf0:5--net/p0/leaf1:5 100',
      'net/p0/leaf1:7--net/p0/spine0:0 25',
    ]);
  });

  it('two moves are a swap', () => {
    expect(
      changed(plain, [
        { moved: 'h0/nic0:0', to: 'net/p0/leaf1:0' },
        { moved: 'h2/nic0:0', to: 'net/p0/leaf0:0' },
      ]).come,
    ).toEqual(['h0/nic0:0--net/p0/leaf1:0 100', 'h2/nic0:0--net/p0/leaf0:0 100']);
  });

  it('an extra sub-port runs at its share of the port', () => {
    const split = small({
      hosts: 3,
      nicGbps: 25,
      attach: { nics: ['h/nic'] },
      fatTree: { leaf: { model: 'x8' } },
    });
    expect(changed(split, [{ extra: ['net/p0/leaf0:1.0', 'net/p0/leaf0:0.3'] }]).come).toEqual([
      'net/p0/leaf0:0.3--net/p0/leaf0:1.0 25',
    ]);
  });

  it.each<[Exception[]]>([
    [[{ missing: 'net/p0/leaf0:7' }]],
    [[{ missing: 'h0/nic0:0' }, { missing: 'net/p0/leaf0:0' }]],
    [[{ missing: 'h0/nic0:0' }, { slower: 'h0/nic0:0', gbps: 1 }]],
  ])('no cable there: %j', (exceptions) => {
    expect(() => expand({ ...plain, exceptions })).toThrow();
  });
});
