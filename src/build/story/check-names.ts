/** What the forms of a story's names have to be together. */

import { MAX_INVISIBLE } from '../../names/readable.ts';
import { MAX_MENTION } from '../../story/limits.ts';
import { type Forms, MAX_INDENT, MAX_VERSION, type NameForms } from './compile-forms.ts';
import { faultsOf } from './parse-data.ts';

/** A line break and its indentation, which may stand for a space. */
const LONGEST_SPACE = ' \r\n'.length + MAX_INDENT;

/**
 * Checks that each name of the story has forms, that no two names are written alike, that what is certain can
 * be found at all, and that the record of mentions has room for the longest form.
 *
 * @param file the path of the forms, for messages
 * @param ids the names of `story.json`
 * @throws Error naming the file, and for each fault the field and the reason
 */
export function checkNames(forms: Forms, file: string, ids: readonly string[]): void {
  const faults: string[] = [];
  const writers = new Map<string, string>();
  for (const [index, name] of forms.names.entries()) {
    const field = `names.${index}`;
    if (!ids.includes(name.id)) faults.push(`${field}.id: story.json knows no name ${name.id}`);
    for (const [at, form] of name.written.entries()) {
      const place = `${field}.written.${at}`;
      const other = writers.get(folded(form)) ?? name.id;
      writers.set(folded(form), other);
      if (other !== name.id) faults.push(`${place}: ${form} is written like the name ${other}`);
      const longest = longestMention(form, name);
      if (longest > MAX_MENTION) {
        faults.push(`${place}: is found in up to ${longest} letters, ${MAX_MENTION} are the most`);
      }
    }
    const own = new Set(name.written.map(folded));
    const lists = { certain: name.certain, certainBeside: name.version?.certainBeside ?? [] };
    for (const [list, spellings] of Object.entries(lists)) {
      const path = list === 'certain' ? list : `version.${list}`;
      for (const [at, spelling] of spellings.entries()) {
        if (own.has(folded(spelling))) continue;
        faults.push(`${field}.${path}.${at}: ${spelling} is none of what is written`);
      }
    }
  }
  for (const id of ids) {
    if (!forms.names.some((name) => name.id === id))
      faults.push(`names: the name ${id} has no forms`);
  }
  if (faults.length > 0) throw faultsOf(file, faults);
}

/** Case, spaces and hyphens part no two names: texts write them as they like. */
const folded = (form: string) => form.toLowerCase().replace(/[ -]/g, '');

/** UTF-16 units that a mention of that form may take in a text. */
function longestMention(form: string, { version }: NameForms): number {
  const letters = [...form].map((letter) => (letter === ' ' ? LONGEST_SPACE : 1));
  const plain = letters.reduce((sum, length) => sum + length + MAX_INVISIBLE, 0);
  return version ? plain + LONGEST_SPACE + MAX_VERSION : plain;
}
