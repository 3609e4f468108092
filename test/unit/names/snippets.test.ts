import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readStory } from '../../../src/build/story/read-story.ts';
import { createDecider } from '../../../src/names/decide.ts';
import { createFinder } from '../../../src/names/find-candidates.ts';
import { createJudge } from '../../../src/names/judge.ts';
import { recogniserOf } from '../../harness/recognise.ts';

const ROOT = join(import.meta.dirname, '../../..');
const INITIALS = { grok: 'g', xai: 'x', openai: 'o' } as const;

const { forms, cues } = readStory(join(ROOT, 'assets/story'));
const finder = createFinder(forms);
/** Without a model: what the story's own lists and weights say alone. */
const recognise = recogniserOf(finder, createDecider(finder, createJudge(cues), null));

/** The text with its mentions marked the way `snippets.txt` marks them. */
function marked(text: string): string {
  let out = '';
  let from = 0;
  for (const { name, start, end } of recognise(text)) {
    const initial = INITIALS[name as keyof typeof INITIALS];
    out += `${text.slice(from, start)}⟦${initial}:${text.slice(start, end)}⟧`;
    from = end;
  }
  return out + text.slice(from);
}

const lines = readFileSync(join(import.meta.dirname, 'snippets.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '');
const sections = new Map<string, string[]>();
let section: string[] = [];
for (const line of lines.slice(1)) {
  if (/^# /.test(line)) {
    section = [];
    sections.set(line.slice(2), section);
  } else section.push(line);
}

describe.each([...sections])('snippets: %s', (_, snippets) => {
  it.each(snippets)('%s', (snippet) => {
    expect(marked(snippet.replace(/⟦\w:([^⟧]*)⟧/g, '$1'))).toBe(snippet);
  });
});
