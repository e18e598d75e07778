/** A statement of Graphviz's language, as far as a network is in it. */
export type DotStatement =
  | {
      readonly kind: 'edge';
      /** Two or more: `a -- b -- c`. */
      readonly ends: readonly DotEnd[];
      readonly attributes: ReadonlyMap<string, string>;
    }
  | {
      readonly kind: 'node';
      readonly end: DotEnd;
      readonly attributes: ReadonlyMap<string, string>;
    };

/** A node, and its port: `"leaf01":"swp1"`. */
export interface DotEnd {
  readonly node: string;
  readonly port: string | null;
}

const token =
  /\s+|\/\/.*|#.*|\/\*.*?\*\/|"((?:[^"\\]|\\.)*)"|([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*|-?(?:\d+\.?\d*|\.\d+))|(--|->|[{}[\]:=;,])/gy;

interface Token {
  readonly text: string;
  /** A name, in quotes or not; otherwise a sign of the language. */
  readonly name: boolean;
  /** In quotes no word is one of the language. */
  readonly quoted: boolean;
}

/**
 * Reads statements line by line, so that no tree of a large file is held: of two parsers that are kept
 * up one refuses more than 100,000 nodes of its tree, the other takes seconds for 36,864 edges. What
 * PTM, Air, CVT and `dot -Tcanon` write is read, HTML in labels is not.
 */
export class DotReader {
  /** Tokens of a statement that goes on in the next line. */
  #open: Token[] = [];
  #brackets = 0;
  #inComment = false;
  /** Characters of an open statement: more is no statement. */
  #held = 0;

  /** What a line ends; null: it is not understood. */
  read(line: string): readonly DotStatement[] | null {
    const tokens = this.#tokens(line);
    if (!tokens) return this.#refuse();
    const statements: DotStatement[] = [];
    let understood = true;
    const close = () => {
      if (this.#open.length > 0) {
        const made = statementsOf(this.#open);
        if (made) statements.push(...made);
        else understood = false;
      }
      this.#open = [];
      this.#held = 0;
    };
    for (const one of tokens) {
      if (!one.name && this.#brackets === 0 && /^[;{}]$/.test(one.text)) {
        close();
        continue;
      }
      if (!one.name && one.text === '[') this.#brackets++;
      if (!one.name && one.text === ']') this.#brackets = Math.max(0, this.#brackets - 1);
      this.#open.push(one);
      this.#held += one.text.length;
    }
    const last = this.#open.at(-1);
    const goesOn = this.#brackets > 0 || (last && !last.name && /^(--|->|:|=|,)$/.test(last.text));
    if (!goesOn) close();
    else if (this.#held > longestStatement) return this.#refuse();
    return understood ? statements : null;
  }

  /** What is open is given up. */
  #refuse(): null {
    this.#open = [];
    this.#brackets = 0;
    this.#held = 0;
    return null;
  }

  #tokens(line: string): Token[] | null {
    const tokens: Token[] = [];
    let at = 0;
    if (this.#inComment) {
      const end = line.indexOf('*/');
      if (end < 0) return [];
      this.#inComment = false;
      at = end + 2;
    }
    while (at < line.length) {
      token.lastIndex = at;
      const match = token.exec(line);
      if (!match) {
        if (!line.startsWith('/*', at)) return null;
        this.#inComment = true;
        return tokens;
      }
      const [all, quoted, bare, sign] = match;
      if (quoted !== undefined) {
        tokens.push({ text: quoted.replaceAll('\\"', '"'), name: true, quoted: true });
      } else if (bare !== undefined) tokens.push({ text: bare, name: true, quoted: false });
      else if (sign !== undefined) tokens.push({ text: sign, name: false, quoted: false });
      at += all.length;
    }
    return tokens;
  }
}

const longestStatement = 100_000;
const words = new Set(['strict', 'graph', 'digraph', 'node', 'edge', 'subgraph']);

/** One statement, or several that no semicolon separates; null: they are none. */
function statementsOf(tokens: readonly Token[]): DotStatement[] | null {
  const statements: DotStatement[] = [];
  let at = 0;
  const sign = (...texts: string[]) => {
    const one = tokens[at];
    return one !== undefined && !one.name && texts.includes(one.text);
  };
  const endHere = (): DotEnd | null => {
    const node = tokens[at];
    if (!node?.name) return null;
    at++;
    let port: string | null = null;
    while (sign(':')) {
      const part = tokens[at + 1];
      if (!part?.name) return null;
      // What comes after a port is the side on which it is drawn.
      port ??= part.text;
      at += 2;
    }
    return { node: node.text, port };
  };
  while (at < tokens.length) {
    if (sign(',')) {
      at++;
      continue;
    }
    const isWord = !tokens[at]!.quoted && words.has(tokens[at]!.text.toLowerCase());
    const first = endHere();
    if (!first) return null;
    if (isWord && first.port === null) {
      // `graph "name" {`, `node [shape=box]`: nothing of the network.
      if (tokens[at]?.name) at++;
      while (sign('[')) if (!attributesAt(tokens, at, (next) => (at = next))) return null;
      continue;
    }
    if (sign('=')) {
      if (!tokens[at + 1]?.name) return null;
      at += 2;
      continue;
    }
    const ends = [first];
    while (sign('--', '->')) {
      at++;
      const next = endHere();
      if (!next) return null;
      ends.push(next);
    }
    const attributes = new Map<string, string>();
    while (sign('[')) {
      const found = attributesAt(tokens, at, (next) => (at = next));
      if (!found) return null;
      for (const [key, value] of found) attributes.set(key, value);
    }
    statements.push(
      ends.length > 1
        ? { kind: 'edge', ends, attributes }
        : { kind: 'node', end: first, attributes },
    );
  }
  return statements;
}

/** A list in brackets, `[a="1", b=2]`. */
function attributesAt(
  tokens: readonly Token[],
  from: number,
  move: (next: number) => void,
): Map<string, string> | null {
  const found = new Map<string, string>();
  let at = from + 1;
  for (;;) {
    const one = tokens[at];
    if (!one) return null;
    if (!one.name && one.text === ']') break;
    if (!one.name && (one.text === ',' || one.text === ';')) {
      at++;
      continue;
    }
    const [equals, value] = [tokens[at + 1], tokens[at + 2]];
    if (!one.name) return null;
    if (equals && !equals.name && equals.text === '=') {
      if (!value?.name) return null;
      found.set(one.text, value.text);
      at += 3;
    } else {
      found.set(one.text, 'true');
      at++;
    }
  }
  move(at + 1);
  return found;
}
