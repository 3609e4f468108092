import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { type CountedKey, type MessageKey, t, tCount } from '../../src/ui/i18n.ts';
import {
  fill,
  LOCALES_FOLDER,
  type Message,
  type Messages,
  readMessages,
} from '../harness/texts.ts';

/** The browser that `t` and `tCount` ask: set to the language that is tried. */
const shown = vi.hoisted(() => ({ locale: 'en', messages: {} as Messages }));
vi.mock('../../src/browser.ts', () => ({
  browser: {
    i18n: {
      getUILanguage: () => shown.locale.replace('_', '-'),
      getMessage: (key: string, substitutions: readonly string[]) => {
        const message = shown.messages[key];
        return message ? fill(message, substitutions) : '';
      },
    },
  },
}));

/** By folder: the BCP 47 tag, and the way the language runs. */
const LOCALES = {
  ar: ['ar', 'rtl'],
  de: ['de', 'ltr'],
  en: ['en', 'ltr'],
  es: ['es', 'ltr'],
  fr: ['fr', 'ltr'],
  it: ['it', 'ltr'],
  ja: ['ja', 'ltr'],
  nl: ['nl', 'ltr'],
  pl: ['pl', 'ltr'],
  pt: ['pt', 'ltr'],
  zh_CN: ['zh-CN', 'ltr'],
} as const;
type Locale = keyof typeof LOCALES;
const locales = Object.keys(LOCALES) as Locale[];

/** What the stores take. */
const MAX_DESCRIPTION = 132;
/** Numbers that a plural form is asked for, mostly. */
const COUNTS = Array.from({ length: 1_001 }, (_, count) => count);
/** One more for the forms that no smaller whole number has. */
const RARE_COUNTS = [1_000_000, 1.5];
/** What stands in a test for each substitution: nothing that a message has. */
const PIECES = ['⟦one⟧', '⟦two⟧', '⟦three⟧'];
const FORM = /_(zero|one|two|few|many|other)$/;

const english = readMessages('en');

/** `siteCount` of `siteCount_one`; undefined for a message without plural forms. */
const baseOf = (key: string) => (FORM.test(key) ? key.replace(FORM, '') : undefined);
const counted = new Set(Object.keys(english).flatMap((key) => baseOf(key) ?? []));
const plain = Object.keys(english).filter((key) => baseOf(key) === undefined);

/** `{ site: '$1' }` of a message that has `$SITE$` in it. */
const placeholders = ({ placeholders = {} }: Message) =>
  Object.fromEntries(
    Object.entries(placeholders).map(([name, { content }]) => [name.toLowerCase(), content]),
  );
const namedIn = ({ message }: Message) => [
  ...new Set([...message.matchAll(/\$(\w+)\$/g)].map(([, name]) => name?.toLowerCase() ?? '')),
];

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(join('src', file), 'utf8'))
  .join('\n');
const manifest = readFileSync('manifest.json', 'utf8');

test('there are the languages that were promised', () => {
  expect(readdirSync(LOCALES_FOLDER).sort()).toEqual([...locales].sort());
});

test('no message is missing that the code asks for by name', () => {
  const asked = [
    ...sources.matchAll(/getMessage\('(\w+)'/g),
    ...manifest.matchAll(/__MSG_(\w+)__/g),
  ].map(([, key]) => key);
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter((key) => key && !(key in english))).toEqual([]);
});

test('no message is unused', () => {
  const isUsed = (key: string) =>
    sources.includes(`'${key}'`) || manifest.includes(`__MSG_${key}__`);
  expect([...plain, ...counted].filter((key) => !isUsed(key))).toEqual([]);
});

test('each message says where it stands', () => {
  expect(Object.keys(english).filter((key) => !english[key]?.description)).toEqual([]);
});

describe.each(locales)('%s', (locale) => {
  const messages = readMessages(locale);
  const [tag, direction] = LOCALES[locale];
  const rules = new Intl.PluralRules(tag);

  test('has every message, and no other', () => {
    const own = Object.keys(messages).filter((key) => baseOf(key) === undefined);
    expect(own.sort()).toEqual([...plain].sort());
    const ownCounted = new Set(Object.keys(messages).flatMap((key) => baseOf(key) ?? []));
    expect([...ownCounted].sort()).toEqual([...counted].sort());
  });

  test('has the plural forms of the language', () => {
    const needed = new Set(['other', ...COUNTS.map((count) => rules.select(count))]);
    const known = rules.resolvedOptions().pluralCategories;
    for (const base of counted) {
      const forms = Object.keys(messages)
        .filter((key) => baseOf(key) === base)
        .map((key) => key.slice(base.length + 1));
      for (const form of needed) expect(forms, base).toContain(form);
      for (const form of forms) expect(known, `${base}_${form}`).toContain(form);
    }
  });

  test('has the placeholders of the English text', () => {
    for (const [key, message] of Object.entries(messages)) {
      const base = baseOf(key);
      const expected = placeholders(english[base ? `${base}_other` : key] as Message);
      // "One site" and "two sites" may say the number in words.
      if (base && !key.endsWith('_other') && !namedIn(message).includes('count')) {
        delete expected.count;
      }
      expect(placeholders(message), key).toEqual(expected);
      expect(namedIn(message).sort(), key).toEqual(Object.keys(expected).sort());
    }
  });

  test('says what it is given, and nothing is left to fill in', () => {
    Object.assign(shown, { locale, messages });
    const givenTo = (message: Message) =>
      namedIn(message).map((name) => Number(placeholders(message)[name]?.slice(1)));
    for (const key of plain) {
      const text = t(key as MessageKey, ...PIECES);
      const given = givenTo(english[key] as Message).map((number) => PIECES[number - 1]);
      expect(
        PIECES.filter((piece) => text.includes(piece)),
        key,
      ).toEqual(PIECES.filter((piece) => given.includes(piece)));
      expect(text, key).not.toMatch(/\$|^$/);
    }
    for (const base of counted) {
      const given = givenTo(english[`${base}_other`] as Message).filter((number) => number > 1);
      for (const form of rules.resolvedOptions().pluralCategories) {
        const count = [...COUNTS, ...RARE_COUNTS].find((each) => rules.select(each) === form);
        const text = tCount(base as CountedKey, count ?? Number.NaN, ...PIECES);
        const expected = given.map((number) => PIECES[number - 2]);
        expect(
          PIECES.filter((piece) => text.includes(piece)),
          `${base} ${form}`,
        ).toEqual(expected);
        expect(text, `${base} ${form}`).not.toMatch(/\$|NaN|^$/);
      }
    }
  });

  test('puts words in the marks of the language', () => {
    Object.assign(shown, { locale, messages });
    expect(t('quoted', 'x')).not.toContain('"');
    // A message with a quotation of its own has the same marks.
    expect(t('noSite', 'x')).toContain(t('quoted', 'x'));
  });

  test('is written out, in its own language', () => {
    for (const [key, { message }] of Object.entries(messages)) {
      expect(message.trim(), key).toBe(message);
      expect(message.length, key).toBeGreaterThan(0);
    }
    expect(messages.extensionDescription?.message.length).toBeLessThanOrEqual(MAX_DESCRIPTION);
    expect(messages.textLanguage?.message).toBe(tag);
    expect(messages.textDirection?.message).toBe(direction);
    if (locale === 'en') return;
    const same = plain.filter((key) => messages[key]?.message === english[key]?.message);
    // Words that two languages share: "Backstory", "Options", "Violet".
    expect(same.length / plain.length, `as in English: ${same}`).toBeLessThan(0.1);
  });
});
