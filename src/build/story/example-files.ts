/** The labelled examples of a story folder, from which its models learn. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a story's examples are; it may have none. */
const FOLDER = 'examples';

interface ExampleFile {
  /** As an error names it: from the story's folder. */
  readonly name: string;
  readonly text: string;
}

/** Every `examples/KIND*.jsonl` of a story folder, in the order of their names. */
export function exampleFiles(folder: string, kind: 'passages' | 'snippets'): ExampleFile[] {
  const examples = join(folder, FOLDER);
  const files = existsSync(examples) ? readdirSync(examples).sort() : [];
  return files
    .filter((file) => file.startsWith(kind) && file.endsWith('.jsonl'))
    .map((file) => ({
      name: `${FOLDER}/${file}`,
      text: readFileSync(join(examples, file), 'utf8'),
    }));
}
