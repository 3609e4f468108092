import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Puts text into a document, between the two comments that say it is generated; at the end of the document where
 * there are none yet.
 * @param name what is generated, as it stands in the comments: `<!-- generated: NAME -->`, `<!-- end of NAME -->`
 */
export function writeGenerated(file: string, name: string, text: string): void {
  const begin = `<!-- generated: ${name} -->`;
  const end = `<!-- end of ${name} -->`;
  const former = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const from = former.indexOf(begin);
  const to = former.indexOf(end, from);
  const section = `${begin}\n\n${text.trim()}\n\n${end}`;
  const isThere = from >= 0 && to >= 0;
  const before = isThere ? former.slice(0, from) : `${former.trimEnd()}\n\n`.trimStart();
  const after = isThere ? former.slice(to + end.length) : '\n';
  writeFileSync(file, before + section + after);
}
