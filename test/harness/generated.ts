/**
 * The files, and parts of files, that are made from the code: `npm run schemas` and `npm run rooms` write them,
 * test/unit/generated.test.ts sees that they are up to date.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fieldTables, jsonSchemas } from '../../src/build/story/json-schemas.ts';
import { roomsTable } from '../unit/rooms.ts';

interface GeneratedFile {
  /** From the root of the project. */
  readonly path: string;
  readonly text: string;
}

const STORY_DOC = 'docs/story.md';
const ARCHITECTURE_DOC = 'docs/architecture.md';

/** What each command writes. */
export const GENERATED = {
  schemas: (): GeneratedFile[] => [
    ...Object.entries(jsonSchemas()).map(([file, text]) => ({
      path: join('assets/story/schema', file),
      text,
    })),
    { path: STORY_DOC, text: withParts(STORY_DOC, fieldTables()) },
  ],
  rooms: (): GeneratedFile[] => [
    { path: ARCHITECTURE_DOC, text: withParts(ARCHITECTURE_DOC, { rooms: roomsTable() }) },
  ],
} satisfies Record<string, () => GeneratedFile[]>;

/** A document with its parts between `<!-- generated: NAME -->` and `<!-- end of NAME -->` made anew. */
function withParts(path: string, parts: Readonly<Record<string, string>>): string {
  let text = readFileSync(path, 'utf8');
  for (const [name, part] of Object.entries(parts)) {
    const [begin, end] = [`<!-- generated: ${name} -->`, `<!-- end of ${name} -->`];
    const [before, rest] = text.split(begin);
    const after = rest?.split(end)[1];
    if (after === undefined) throw new Error(`${path}: has no ${begin} … ${end}`);
    text = `${before}${begin}\n\n${part}\n\n${end}${after}`;
  }
  return text;
}
