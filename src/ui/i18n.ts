/**
 * The interface's texts, in the language that the browser has chosen for them: its own if we have
 * that, else English. Numbers, months and plural forms follow the texts, not the browser: an English
 * sentence with a Russian month in it would help nobody.
 */
import type messages from '../../assets/public/_locales/en/messages.json';
import { browser } from '../browser.ts';

export type MessageKey = keyof typeof messages;

/** `mentionCount` for the messages `mentionCount_one`, `mentionCount_other` and what else a language has. */
export type CountedKey = MessageKey extends infer Key
  ? Key extends `${infer Base}_other`
    ? Base
    : never
  : never;

/** The interface's text for `key` in the browser's language, English where that has none. */
export function t(key: MessageKey, ...substitutions: readonly string[]): string {
  return browser.i18n.getMessage(key, [...substitutions]);
}

/**
 * A text that goes with a number, in the plural form that the language has for it. `$1` is the number
 * as the language writes it, the substitutions follow.
 */
export function tCount(
  key: CountedKey,
  count: number,
  ...substitutions: readonly string[]
): string {
  const form = new Intl.PluralRules(textLanguage()).select(count);
  const values = [formatNumber(count), ...substitutions];
  // A form that the language's own file lacks is empty; `other` is always there.
  return (
    browser.i18n.getMessage(`${key}_${form}`, values) || t(`${key}_other` as MessageKey, ...values)
  );
}

/** BCP 47 tag of the browser's own interface. */
export function uiLanguage(): string {
  return browser.i18n.getUILanguage();
}

/** BCP 47 tag of the texts: the browser's own (`en-GB`) if they are of that language. */
export function textLanguage(): string {
  const texts = t('textLanguage');
  const own = uiLanguage();
  return primary(own) === primary(texts) ? own : texts;
}

const primary = (tag: string) => tag.split('-')[0]?.toLowerCase();

/** Which way the interface's text runs. */
export function uiDirection(): 'ltr' | 'rtl' {
  return t('textDirection') === 'rtl' ? 'rtl' : 'ltr';
}

/** Tells a page of ours which language its texts are in and which way they run. */
export function speak(document: Document): void {
  document.documentElement.lang = textLanguage();
  document.documentElement.dir = uiDirection();
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(textLanguage()).format(value);
}

/** A time in the interface's language: "0.15 seconds". */
export function formatSeconds(milliseconds: number): string {
  const unit = { style: 'unit', unit: 'second', unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(textLanguage(), unit).format(milliseconds / 1_000);
}

/** A month such as `2024-03` as the interface's language writes it: "March 2024". */
export function monthName(yearAndMonth: string): string {
  const date = new Date(`${yearAndMonth}-01T00:00:00Z`);
  return date.toLocaleDateString(textLanguage(), {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
}

/** How long ago a month such as `2024-03` was, in the interface's language: "2 years ago". */
export function agoOf(yearAndMonth: string, now = new Date()): string {
  const [year = 0, month = 0] = yearAndMonth.split('-').map(Number);
  const months = (now.getFullYear() - year) * 12 + now.getMonth() + 1 - month;
  const ago = new Intl.RelativeTimeFormat(textLanguage());
  return months < 12 ? ago.format(-months, 'month') : ago.format(-Math.floor(months / 12), 'year');
}

/** A language's name in the interface's language: "French". */
export function languageName(lang: string): string {
  return new Intl.DisplayNames([textLanguage()], { type: 'language' }).of(lang) ?? lang;
}

/** A language's name in that language itself, as a list has it: "Français". */
export function ownLanguageName(lang: string): string {
  const [first = '', ...rest] =
    new Intl.DisplayNames([lang], { type: 'language' }).of(lang) ?? lang;
  return first.toLocaleUpperCase(lang) + rest.join('');
}

/** A day in the interface's language: "Mar 12, 2024". @param time milliseconds since the epoch */
export function formatDate(time: number): string {
  return new Intl.DateTimeFormat(textLanguage(), { dateStyle: 'medium' }).format(time);
}

/** "Grok, xAI and OpenAI" */
export function listOf(parts: readonly string[]): string {
  return new Intl.ListFormat(textLanguage(), { type: 'conjunction' }).format(parts);
}
