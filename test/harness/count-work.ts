/**
 * Counts what a function does with strings, where a clock would tell of the machine: every step that a
 * backtracking regular expression takes, every character that is asked for, every element of an array
 * that a method goes over. Doubling a text has to double the count at most.
 *
 * Regular expressions are run a second time by a small machine that does what browsers' engines do, and
 * its match is compared with the real one.
 */
import { type AST, RegExpParser } from '@eslint-community/regexpp';

type Direction = 1 | -1;

type Operation =
  | {
      readonly kind: 'one';
      readonly direction: Direction;
      readonly test: (char: string) => boolean;
    }
  | { kind: 'split'; first: number; second: number }
  | { kind: 'jump'; to: number }
  | { readonly kind: 'edge'; readonly test: (text: string, at: number) => boolean }
  | { readonly kind: 'mark'; readonly register: number }
  | { readonly kind: 'moved'; readonly register: number }
  | { readonly kind: 'look'; readonly negate: boolean; readonly start: number; after: number }
  | { readonly kind: 'match' };

interface Program {
  readonly operations: readonly Operation[];
  /** It can match at the text's beginning alone. */
  readonly isAnchored: boolean;
}

const native = RegExp.prototype.exec;
const nativeTest = (regex: RegExp, text: string) => native.call(regex, text) !== null;

let steps = 0;
/** What this file itself does with strings does not count. */
let isAside = false;
const programs = new Map<string, Program>();

function compile(regex: RegExp): Program {
  const { pattern, flags } = new RegExpParser().parseLiteral(String(regex));
  const operations: Operation[] = [];
  let registers = 0;

  function emit<O extends Operation>(operation: O): O {
    operations.push(operation);
    return operation;
  }

  function oneOf(alternatives: readonly AST.Alternative[], direction: Direction): void {
    const ends: { to: number }[] = [];
    alternatives.forEach(({ elements }, i) => {
      const isLast = i === alternatives.length - 1;
      const split = isLast ? undefined : emit({ kind: 'split', first: 0, second: 0 });
      if (split) split.first = operations.length;
      const inOrder = direction === 1 ? elements : [...elements].reverse();
      for (const element of inOrder) add(element, direction);
      if (split) {
        ends.push(emit({ kind: 'jump', to: 0 }));
        split.second = operations.length;
      }
    });
    for (const end of ends) end.to = operations.length;
  }

  function repeat({ element, min, max, greedy }: AST.Quantifier, direction: Direction): void {
    for (let i = 0; i < min; i++) add(element, direction);
    const choice = () => emit({ kind: 'split', first: 0, second: 0 });
    const setOut = (split: { first: number; second: number }, inside: number, out: number) => {
      split.first = greedy ? inside : out;
      split.second = greedy ? out : inside;
    };
    if (max === Number.POSITIVE_INFINITY) {
      const register = registers++;
      const top = operations.length;
      const split = choice();
      const inside = operations.length;
      emit({ kind: 'mark', register });
      add(element, direction);
      emit({ kind: 'moved', register });
      emit({ kind: 'jump', to: top });
      setOut(split, inside, operations.length);
      return;
    }
    const splits: [{ first: number; second: number }, number][] = [];
    for (let i = min; i < max; i++) {
      const split = choice();
      splits.push([split, operations.length]);
      add(element, direction);
    }
    for (const [split, inside] of splits) setOut(split, inside, operations.length);
  }

  function add(node: AST.Element, direction: Direction): void {
    switch (node.type) {
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass': {
        const known = new Map<string, boolean>();
        const whole = new RegExp(`^(?:${node.raw})$`, flags.raw.replace(/[gym]/g, ''));
        const test = (char: string) => {
          let answer = known.get(char);
          if (answer === undefined) {
            answer = nativeTest(whole, char);
            known.set(char, answer);
          }
          return answer;
        };
        emit({ kind: 'one', direction, test });
        return;
      }
      case 'Group':
      case 'CapturingGroup':
        oneOf(node.alternatives, direction);
        return;
      case 'Quantifier':
        repeat(node, direction);
        return;
      case 'Assertion': {
        if (node.kind === 'lookahead' || node.kind === 'lookbehind') {
          const start = operations.length + 1;
          const look = emit({ kind: 'look', negate: node.negate, start, after: 0 });
          oneOf(node.alternatives, node.kind === 'lookahead' ? 1 : -1);
          emit({ kind: 'match' });
          look.after = operations.length;
          return;
        }
        const at = new RegExp(node.raw, `${flags.raw.replace(/[gy]/g, '')}y`);
        emit({
          kind: 'edge',
          test: (text, position) => {
            at.lastIndex = position;
            return nativeTest(at, text);
          },
        });
        return;
      }
      default:
        throw new Error(`${regex}: nothing counts a ${node.type} yet`);
    }
  }

  oneOf(pattern.alternatives, 1);
  emit({ kind: 'match' });
  const isAnchored =
    !flags.multiline &&
    pattern.alternatives.every(
      ({ elements: [first] }) => first?.type === 'Assertion' && first.kind === 'start',
    );
  return { operations, isAnchored };
}

function charAt(text: string, at: number, direction: Direction, isUnicode: boolean): string {
  const place = direction === 1 ? at : at - 1;
  if (!isUnicode) return place < 0 ? '' : (text[place] ?? '');
  if (direction === -1 && /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 2, at)))
    return text.slice(at - 2, at);
  const code = text.codePointAt(place);
  return code === undefined ? '' : String.fromCodePoint(code);
}

/** Where a match of the program from `start` on that begins at `at` ends. */
function endOf(
  operations: readonly Operation[],
  text: string,
  start: number,
  at: number,
  isUnicode: boolean,
): number | undefined {
  const ways: [operation: number, position: number, registers: readonly number[]][] = [
    [start, at, []],
  ];
  for (let way = ways.pop(); way; way = ways.pop()) {
    let [next, position, registers] = way;
    for (let isAlive = true; isAlive; ) {
      steps++;
      const operation = operations[next++] as Operation;
      switch (operation.kind) {
        case 'match':
          return position;
        case 'one': {
          const char = charAt(text, position, operation.direction, isUnicode);
          isAlive = char !== '' && operation.test(char);
          position += operation.direction * char.length;
          break;
        }
        case 'split':
          ways.push([operation.second, position, registers]);
          next = operation.first;
          break;
        case 'jump':
          next = operation.to;
          break;
        case 'edge':
          isAlive = operation.test(text, position);
          break;
        case 'mark':
          registers = Object.assign([...registers], { [operation.register]: position });
          break;
        case 'moved':
          isAlive = registers[operation.register] !== position;
          break;
        case 'look': {
          const isThere =
            endOf(operations, text, operation.start, position, isUnicode) !== undefined;
          isAlive = isThere !== operation.negate;
          next = operation.after;
        }
      }
    }
  }
  return undefined;
}

function programOf(regex: RegExp): Program {
  const key = String(regex);
  const program = programs.get(key) ?? compile(regex);
  programs.set(key, program);
  return program;
}

/** Counts the steps of `regex` at `text`. */
function countMatch(regex: RegExp, text: string, from: number, found: RegExpExecArray | null) {
  const { operations, isAnchored } = programOf(regex);
  const { unicode, sticky } = regex;
  const last = sticky ? from : isAnchored ? 0 : text.length;
  let end: number | undefined;
  let at = from;
  while (at <= last) {
    steps++;
    end = endOf(operations, text, 0, at, unicode);
    if (end !== undefined) break;
    at += unicode ? charAt(text, at, 1, true).length || 1 : 1;
  }
  const isSame = found
    ? found.index === at && found.index + found[0].length === end
    : end === undefined;
  if (!isSame) throw new Error(`${regex} counted another match in ${JSON.stringify(text)}`);
}

function execCounted(this: RegExp, text: string): RegExpExecArray | null {
  if (isAside) return native.call(this, text);
  isAside = true;
  try {
    const from = this.sticky || this.global ? this.lastIndex : 0;
    const found = native.call(this, text);
    if (from <= text.length) countMatch(this, text, from, found);
    return found;
  } finally {
    isAside = false;
  }
}

type Method = (this: { readonly length: number }, ...given: unknown[]) => unknown;

const ARRAY_METHODS =
  'concat every filter find findIndex findLast flatMap forEach includes indexOf join map reduce some sort';
/** What asks for one character, and what goes over the whole string. */
const CHARACTER_METHODS = 'at charAt charCodeAt codePointAt';
const STRING_METHODS =
  'includes indexOf lastIndexOf normalize replaceAll toLowerCase toUpperCase trim trimEnd trimStart';

/** What replaces a method while it is counted. */
function counted(
  prototype: object,
  names: string,
  cost: (length: number, given: readonly unknown[]) => number,
) {
  return names.split(' ').map((name) => {
    const method = Reflect.get(prototype, name) as Method;
    const wrapped: Method = function (...given) {
      if (!isAside) steps += cost(this.length, given);
      return method.apply(this, given);
    };
    return { prototype, name, method: method as unknown, wrapped: wrapped as unknown };
  });
}

/** The elements from one place of an array to another; a place may be counted from the end. */
function between(length: number, [start, end]: readonly unknown[]): number {
  const place = (given: unknown, otherwise: number) => {
    const at = typeof given === 'number' ? given : otherwise;
    return Math.min(length, at < 0 ? Math.max(0, length + at) : at);
  };
  return 1 + Math.max(0, place(end, length) - place(start, 0));
}

const ARRAY_ITERATOR = Object.getPrototypeOf([][Symbol.iterator]()) as { next(): unknown };
const { next } = ARRAY_ITERATOR;

const REPLACED = [
  ...counted(Array.prototype, ARRAY_METHODS, (length) => 1 + length),
  ...counted(Array.prototype, 'slice', between),
  // What stands behind is moved.
  ...counted(Array.prototype, 'splice', (length, [start]) => between(length, [start])),
  ...counted(String.prototype, CHARACTER_METHODS, () => 1),
  ...counted(String.prototype, STRING_METHODS, (length) => 1 + length),
  { prototype: RegExp.prototype, name: 'exec', method: native, wrapped: execCounted },
  {
    prototype: ARRAY_ITERATOR,
    name: 'next',
    method: next,
    wrapped(this: typeof ARRAY_ITERATOR) {
      if (!isAside) steps++;
      return next.call(this);
    },
  },
];

/** The steps that `work` takes. Cutting a string is one: engines keep the whole and an offset. */
export function countWork(work: () => void): number {
  const before = steps;
  const set = (which: 'method' | 'wrapped') => {
    for (const each of REPLACED) Reflect.set(each.prototype, each.name, each[which]);
  };
  set('wrapped');
  try {
    work();
  } finally {
    set('method');
  }
  return steps - before;
}
