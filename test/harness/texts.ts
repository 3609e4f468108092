/** The interface's texts, read from their files: what a browser makes of them, for tests that run beside it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MessageKey } from '../../src/ui/i18n.ts';

export interface Message {
  readonly message: string;
  readonly description?: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}
export type Messages = Readonly<Record<string, Message>>;

/** A folder for each language. */
export const LOCALES_FOLDER = join(import.meta.dirname, '../../assets/public/_locales');

/** @param locale the folder's name: `en`, `zh_CN` */
export const readMessages = (locale: string): Messages =>
  JSON.parse(readFileSync(join(LOCALES_FOLDER, locale, 'messages.json'), 'utf8'));

/** What `browser.i18n.getMessage` makes of a message. What has no placeholder or no substitution stays as it stands. */
export function fill(
  { message, placeholders = {} }: Message,
  substitutions: readonly string[],
): string {
  const contents = new Map(
    Object.entries(placeholders).map(([name, { content }]) => [name.toLowerCase(), content]),
  );
  return message
    .replace(/\$(\w+)\$/g, (whole, name: string) => contents.get(name.toLowerCase()) ?? whole)
    .replace(/\$(\d)/g, (whole, number: string) => substitutions[Number(number) - 1] ?? whole);
}

const english = readMessages('en') as Readonly<Record<MessageKey, Message>>;

/** The English text for `key`, which is what a browser that is set to English shows. */
export const inEnglish = (key: MessageKey, ...substitutions: readonly string[]): string =>
  fill(english[key], substitutions);
