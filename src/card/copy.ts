/** Copies a paragraph with what a reader needs to quote it. */
import type { Edition, ParagraphId, StoryOutline } from '../story/types.ts';
import { monthName, t } from '../ui/i18n.ts';

/**
 * What copies a paragraph, as plain text and as HTML: its text, where it is from, and the address of the page that it
 * was read beside.
 * @returns undefined where the browser lets nobody copy: in pages without a secure connection
 */
export function copier(
  { asOf }: StoryOutline,
  { navigator, location }: Window,
): ((paragraph: ParagraphId, edition: Edition) => void) | undefined {
  const clip = (navigator as { readonly clipboard?: Clipboard }).clipboard;
  if (!clip) return undefined;
  return (id, { title, lang, paragraphs }) => {
    const text = paragraphs.find((paragraph) => paragraph.id === id)?.text ?? '';
    const source = t('copiedFrom', title, monthName(asOf));
    const html =
      `<blockquote lang="${escaped(lang)}">${escaped(text)}</blockquote>` +
      `<p>${escaped(source)}<br><a href="${escaped(location.href)}">${escaped(location.href)}</a></p>`;
    const item = {
      'text/plain': new Blob([`${text}\n\n${source}\n${location.href}\n`], { type: 'text/plain' }),
      'text/html': new Blob([html], { type: 'text/html' }),
    };
    clip.write([new ClipboardItem(item)]).catch(() => undefined);
  };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

const escaped = (text: string) => text.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);
