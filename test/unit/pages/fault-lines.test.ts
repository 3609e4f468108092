import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { type FileFault, FileProblem } from '../../../src/settings/file-problem.ts';
import { fromFile } from '../../../src/settings/transfer.ts';

/** Letters of what is told in a note at the foot of the page. */
const MOST = 300;
const FOLDER = 'assets/public/_locales';

interface Message {
  readonly message: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}

let messages: Readonly<Record<string, Message>> = {};
const speakAs = (locale: string) => {
  messages = JSON.parse(readFileSync(`${FOLDER}/${locale}/messages.json`, 'utf8'));
};

/** As the browser puts a message together. */
function getMessage(key: string, values: readonly string[] = []): string {
  const { message, placeholders = {} } = messages[key] ?? { message: '' };
  return message.replace(/\$(\w+)\$/g, (_, name: string) => {
    const { content = '' } = placeholders[name.toLowerCase()] ?? {};
    return values[Number(content.slice(1)) - 1] ?? '';
  });
}

vi.stubGlobal('chrome', { i18n: { getMessage, getUILanguage: () => getMessage('textLanguage') } });
const { fileFaultLine, siteFaultLine } = await import('../../../src/pages/options/fault-lines.ts');

function lineOf(text: string): string {
  try {
    fromFile(text);
  } catch (error) {
    if (error instanceof FileProblem) return fileFaultLine(error);
    throw error;
  }
  throw new Error('No problem');
}

const file = (fields: object) =>
  JSON.stringify({ format: 'backstory-settings', version: 1, ...fields }, null, 2);

test.each([
  [
    '{\n  "format": "backstory-settings",\n  version: 1\n}',
    'Nothing was changed. Line 3 of the file: This is not JSON. Perhaps a comma, a bracket or a quotation mark is missing there.',
  ],
  ['not json', /^Nothing was changed. Line 1 of the file: This is not JSON/],
  ['{}', 'Nothing was changed. This is not a file of Backstory’s settings.'],
  [file({ version: 7 }), /another version of Backstory \(format 7\)\.$/],
  [
    file({ options: { markStyle: 'glitter' } }),
    'Nothing was changed. Line 5 of the file: The field “markStyle” cannot be "glitter". It can be: "both", "underline", "tint".',
  ],
  [file({ options: { names: 3 } }), /The field “names” cannot be 3\.$/],
  [file({ rules: {} }), /Backstory does not know the field “rules”\.$/],
  [file({ sites: { 'a b': 'on' } }), /Line 5 .* “a b” is not the address of a site\. A host name/],
  [file({ sites: { a: 'on', A: 'on' } }), /The site a is there twice\.$/],
])('%s is told in words', (text, line) => {
  speakAs('en');
  if (typeof line === 'string') expect(lineOf(text)).toBe(line);
  else expect(lineOf(text)).toMatch(line);
});

describe.each(readdirSync(FOLDER))('in %s', (locale) => {
  const long = 'x'.repeat(5_000);

  test('every fault is a short text without holes', () => {
    speakAs(locale);
    const faults: FileFault[] = [
      { is: 'json' },
      { is: 'foreign' },
      { is: 'version', value: '7' },
      { is: 'unknown', field: long },
      { is: 'value', field: long, value: '"x"', choices: ['"on"', '"off"'] },
      { is: 'host', field: long, because: 'letters' },
      { is: 'twice', field: long },
      { is: 'large' },
    ];
    for (const fault of faults) {
      for (const line of [undefined, 1_234]) {
        const told = fileFaultLine(new FileProblem(fault, line));
        expect(told.length).toBeLessThanOrEqual(MOST);
        expect(told).not.toMatch(/\$|undefined|\p{Surrogate}/u);
      }
    }
    expect(siteFaultLine(long, 'address').length).toBeLessThanOrEqual(MOST);
  });

  test('whatever stands in a file, what is told of it is short', () => {
    speakAs(locale);
    const anyField = fc.jsonValue();
    fc.assert(
      fc.property(
        fc.record({ options: anyField, sites: anyField, x: anyField }, { requiredKeys: [] }),
        (fields) => {
          try {
            fromFile(file(fields));
          } catch (error) {
            expect(error).toBeInstanceOf(FileProblem);
            expect(fileFaultLine(error as FileProblem).length).toBeLessThanOrEqual(MOST);
          }
        },
      ),
      { numRuns: 20 },
    );
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const told = lineOf(`{"format":"backstory-settings","version":1,"options":${deep}}`);
    expect(told.length).toBeLessThanOrEqual(MOST);
  });
});
