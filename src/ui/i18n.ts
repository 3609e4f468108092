import type messages from '../../assets/public/_locales/en/messages.json';
import { browser } from '../browser.ts';

export type MessageKey = keyof typeof messages;

/** The interface's text for `key` in the browser's language, English where that has none. */
export function t(key: MessageKey, ...substitutions: readonly string[]): string {
  return browser.i18n.getMessage(key, [...substitutions]);
}

/** BCP 47 tag of the browser's own interface. */
export function uiLanguage(): string {
  return browser.i18n.getUILanguage();
}

/** Which way the interface's text runs. */
export function uiDirection(): 'ltr' | 'rtl' {
  return browser.i18n.getMessage('@@bidi_dir') === 'rtl' ? 'rtl' : 'ltr';
}

/** A month such as `2024-03` as the interface's language writes it: "March 2024". */
export function monthName(yearAndMonth: string): string {
  const date = new Date(`${yearAndMonth}-01T00:00:00Z`);
  return date.toLocaleDateString(uiLanguage(), { year: 'numeric', month: 'long', timeZone: 'UTC' });
}

/** A language's name in the interface's language: "French". */
export function languageName(lang: string): string {
  return new Intl.DisplayNames([uiLanguage()], { type: 'language' }).of(lang) ?? lang;
}
