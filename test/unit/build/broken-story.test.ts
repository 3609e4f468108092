import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readStory } from '../../../src/build/story/read-story.ts';
import { createFinder } from '../../../src/names/find-candidates.ts';
import { MAX_MENTION, MAX_NAMES } from '../../../src/story/limits.ts';

const ROCKET = 'test/fixtures/rocket-story';
const DATA = ['story.json', 'forms.json', 'cues.json', 'topics.json'] as const;
const EDITIONS = ['article.en.txt', 'article.de.txt'] as const;

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Fields = { [key: string]: Json };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backstory-story-'));
  cpSync(ROCKET, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const textOf = (file: string) => readFileSync(join(ROCKET, file), 'utf8');
const dataOf = (file: string): Fields => JSON.parse(textOf(file));
const write = (file: string, text: string) => writeFileSync(join(folder, file), text);

/** Changes the names of a file; `change` may give back more or fewer. */
function changeNames(
  file: 'story.json' | 'forms.json',
  change: (names: Fields[]) => Fields[],
): void {
  const data = dataOf(file);
  write(file, JSON.stringify({ ...data, names: change(data.names as Fields[]) }));
}
const changeForms = (index: number, fields: Fields) =>
  changeNames('forms.json', (names) =>
    names.map((name, at) => (at === index ? { ...name, ...fields } : name)),
  );

const read = () => readStory(folder);

describe('names', () => {
  test('without forms', () => {
    changeNames('forms.json', (names) => names.slice(0, 1));
    expect(read).toThrow('forms.json: names: the name esl has no forms');
  });

  test.each(['Vulpine', 'VULPINE', 'vul-pine', 'Vul Pine', 'VulPine'])(
    'two of them written %s',
    (form) => {
      changeForms(1, { written: ['ESL', form] });
      expect(read).toThrow(
        `forms.json: names.1.written.1: ${form} is written like the name vulpine`,
      );
    },
  );

  test('one of them written in several ways is none of that', () => {
    changeForms(1, { written: ['E S L', 'ESL', 'E-S-L'] });
    expect(read).not.toThrow();
  });

  test('as many as the record of mentions holds, and no more', () => {
    const many = (count: number) => {
      const ids = Array.from({ length: count - 2 }, (_, at) => `name${at}`);
      const { names, editions, ...story } = dataOf('story.json');
      const others = ids.map((id) => ({ id, label: id, introducedIn: 'p1' }));
      const sayings = Object.fromEntries(ids.map((id) => [id, 'a name']));
      const text = JSON.stringify({
        ...story,
        editions: (editions as Fields[]).map((edition) => ({
          ...edition,
          names: { ...(edition.names as Fields), ...sayings },
        })),
        names: [...(names as Fields[]), ...others],
      });
      write('story.json', text);
      changeNames('forms.json', (names) => [
        ...names,
        ...ids.map((id) => ({ id, written: [id], certain: [] })),
      ]);
    };
    many(MAX_NAMES);
    expect(read).not.toThrow();
    many(MAX_NAMES + 1);
    expect(read).toThrow('story.json: names: has 65 names, 64 are the most');
  });

  test('as long as the record of mentions holds, however they stand in a text', () => {
    const version = {
      number: '\\d{1,16}',
      certainNumber: '\\d',
      certainBeside: [],
      units: ['million'],
    };
    const longest = (form: string, withVersion: boolean) => {
      changeForms(0, { written: [form], certain: [], ...(withVersion && { version }) });
      const { forms } = read();
      // As a page may write it: with three signs between any two letters that show nothing.
      const letters = [...form].map((letter) => (letter === ' ' ? ` \n${' '.repeat(16)}` : letter));
      const text = letters.join('\u200b\u200b\u200b') + (withVersion ? ` ${'9'.repeat(16)}` : '');
      const ends = createFinder(forms)
        .find(text)
        .map(({ end }) => end);
      return { length: text.length, end: ends[0] ?? 0 };
    };
    const found = longest('x'.repeat(240), true);
    expect(found.end).toBeGreaterThan(900);
    expect(found.length).toBeLessThanOrEqual(MAX_MENTION);
    expect(() => longest('x'.repeat(260), true)).toThrow(
      /forms\.json: names\.0\.written\.0: is found in/,
    );
    expect(() => longest('x '.repeat(60).trim(), false)).toThrow('1023 are the most');
    expect(() => longest('x'.repeat(10_000), false)).toThrow('1023 are the most');
  });

  test.each<[Fields, string]>([
    [{ certain: ['Vulpin'] }, 'names.0.certain.0: Vulpin is none of what is written'],
    [
      { version: { number: '\\d', certainNumber: '1', certainBeside: ['Fox'], units: ['m'] } },
      'names.0.version.certainBeside.0: Fox is none of what is written',
    ],
    [
      { version: { number: '\\d{17}', certainNumber: '1', certainBeside: [], units: ['m'] } },
      'names.0.version.number: matches more than 16 letters',
    ],
    [
      { version: { number: '1|2', certainNumber: '1', certainBeside: [], units: ['m'] } },
      'names.0.version.number: has a | outside of ( )',
    ],
    [
      { version: { number: '1', certainNumber: '1?', certainBeside: [], units: ['m'] } },
      'names.0.version.certainNumber: matches where nothing stands',
    ],
    [
      { version: { number: '(1)\\1', certainNumber: '1', certainBeside: [], units: ['m'] } },
      'names.0.version.number: repeats without bound',
    ],
    [{ written: ['--'] }, 'names.0.written.0: has no letter'],
  ])('%j', (fields, message) => {
    changeForms(0, fields);
    expect(read).toThrow(`forms.json: ${message}`);
  });

  test('a form that is nearly plain is refused at once', () => {
    changeForms(0, { written: [`${'a-'.repeat(5_000)}é`] });
    expect(read).toThrow('forms.json: names.0.written.0: is not plain ASCII words');
  });
});

describe('what every object has a property of names nothing', () => {
  const inherited = ['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty'];

  test.each(inherited)('%s as a key, anywhere', (key) => {
    for (const file of DATA) {
      const own = Object.keys(dataOf(file))[0] ?? '';
      write(file, textOf(file).replace(`"${own}"`, `"${key}": 1, "${own}"`));
      expect(read).toThrow(`${file}: ${key}: is the name of a property that every object has`);
      cpSync(join(ROCKET, file), join(folder, file));
    }
    write('topics.json', textOf('topics.json').replaceAll('"rocket"', `"${key}"`));
    expect(read).toThrow(`topics.json: concepts.${key}: is the name of a property`);
  });

  test('constructor as a name’s id', () => {
    for (const file of DATA) write(file, textOf(file).replaceAll('"vulpine"', '"constructor"'));
    expect(read).toThrow('story.json: editions.0.names.constructor: is the name of a property');
    write('story.json', textOf('story.json').replace('"id": "vulpine"', '"id": "constructor"'));
    expect(read).toThrow('story.json: names.0.id: is the name of a property that every object has');
  });

  test.each(inherited)('%s as a group’s id', (id) => {
    write('cues.json', textOf('cues.json').replaceAll('"space"', `"${id}"`));
    expect(read).toThrow('cues.json: groups.0.id: is the name of a property that every object has');
  });
});

describe('paragraphs', () => {
  const lines = (file: string) => textOf(file).trimEnd().split('\n');

  test.each(['', '   ', '\u00a0', '\u200b', '\ufeff\u00ad', '**', '—'])('%j is none', (empty) => {
    for (const [at] of lines('article.de.txt').entries()) {
      const changed = lines('article.de.txt').with(at, empty);
      write('article.de.txt', changed.join('\n'));
      // What follows the last line is the end of the file.
      const isEnd = at === changed.length - 1 && empty.trim() === '';
      const reason = isEnd
        ? 'article.de.txt: has 1 paragraphs where the original has 2'
        : `article.de.txt: line ${at + 1}: ${at === 0 ? 'has no title' : 'is a paragraph without text'}`;
      expect(read).toThrow(reason);
    }
  });

  test('line ends of any kind, a byte order mark and empty lines at the end are no paragraphs', () => {
    write('article.de.txt', `\ufeff${lines('article.de.txt').join('\r\n')}\r\n\r\n \n`);
    const { story } = read();
    expect(story.editions[1]?.paragraphs).toHaveLength(2);
    expect(story.editions[1]?.title).toBe(readStory(ROCKET).story.editions[1]?.title);
  });

  test('every fault of an article is told, each with its file', () => {
    write('article.de.txt', `${textOf('article.de.txt').trimEnd()}\n\nMehr.\n`);
    changeNames('story.json', (names) => names.map((name) => ({ ...name, introducedIn: 'p9' })));
    expect(read).toThrow(
      [
        'article.de.txt: line 4: is a paragraph without text',
        'article.de.txt: has 3 paragraphs where the original has 2',
        'story.json: names.0.introducedIn: the article has no p9',
        'story.json: names.1.introducedIn: the article has no p9',
      ].join('\n'),
    );
  });
});

describe('whatever is broken', () => {
  const odd: fc.Arbitrary<Json> = fc.oneof(
    fc.constantFrom<Json>(
      '',
      ' ',
      '*',
      '(',
      'a..b',
      '\u200b',
      '__proto__',
      'constructor',
      'p1',
      'p0',
    ),
    fc.constantFrom<Json>(null, 0, -1, 1e308, [], {}, [[]], [null], true),
    fc.constant<Json>('x'.repeat(2_000)),
    fc.jsonValue() as fc.Arbitrary<Json>,
  );

  /** Every place in a file: the keys that lead there. */
  function pathsIn(value: Json, path: readonly string[] = []): string[][] {
    const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    return [[...path], ...inner.flatMap(([key, part]) => pathsIn(part, [...path, key]))];
  }

  function changedAt(value: Json, path: readonly string[], change: Change): Json {
    const [key, ...rest] = path;
    if (key === undefined || typeof value !== 'object' || value === null) return change.odd;
    const entries = Object.entries(value).flatMap(([own, part]): [string, Json][] => {
      if (own !== key) return [[own, part]];
      if (rest.length > 0) return [[own, changedAt(part, rest, change)]];
      if (change.kind === 'remove') return [];
      if (change.kind === 'twice')
        return [
          [own, part],
          [`${own}2`, part],
        ];
      if (change.kind === 'rename') return [[String(change.odd), part]];
      return [[own, change.odd]];
    });
    return Array.isArray(value) ? entries.map(([, part]) => part) : Object.fromEntries(entries);
  }

  interface Change {
    readonly kind: 'remove' | 'twice' | 'rename' | 'replace';
    readonly odd: Json;
  }

  const FAULT = /^[\w.-]{1,100}: \S/;

  /** Reads the story: either all of it works, or each line of the error begins with a file and a field. */
  function readOrFault(): void {
    let bundled: ReturnType<typeof readStory>;
    try {
      bundled = read();
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
      expect((error as Error).name).toBe('Error');
      for (const line of (error as Error).message.split('\n')) expect(line).toMatch(FAULT);
      return;
    }
    const text = 'Vulpine and the agency ESL launch a rocket. VULPINE 7 costs.';
    for (const { start, end } of createFinder(bundled.forms).find(text)) {
      expect(end).toBeGreaterThan(start);
    }
  }

  test('in the data', () => {
    const anyChange = fc.constantFrom(...DATA).chain((file) => {
      const data = dataOf(file);
      return fc.record({
        file: fc.constant(file),
        path: fc.constantFrom(...pathsIn(data)),
        kind: fc.constantFrom<Change['kind']>('remove', 'twice', 'rename', 'replace', 'replace'),
        odd,
      });
    });
    fc.assert(
      fc.property(anyChange, ({ file, path, ...change }) => {
        write(file, JSON.stringify(changedAt(dataOf(file), path, change)));
        readOrFault();
        cpSync(join(ROCKET, file), join(folder, file));
      }),
      { numRuns: 400 },
    );
  });

  test('in any file, as text', () => {
    const anyCut = fc.record({
      file: fc.constantFrom(...DATA, ...EDITIONS),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat({ max: 40 }),
      put: fc.oneof(fc.string(), fc.constantFrom('\n', '\n\n', '\u0000', '"', '\ufeff', '{')),
    });
    fc.assert(
      fc.property(anyCut, ({ file, at, length, put }) => {
        const text = textOf(file);
        const start = Math.floor(at * text.length);
        write(file, text.slice(0, start) + put + text.slice(start + length));
        readOrFault();
        cpSync(join(ROCKET, file), join(folder, file));
      }),
      { numRuns: 200 },
    );
  });
});
