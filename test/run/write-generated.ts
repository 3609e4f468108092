/** `npm run schemas`, `npm run rooms`: write what is made from the code. See test/harness/generated.ts. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { GENERATED } from '../harness/generated.ts';

const isKind = (word: string): word is keyof typeof GENERATED => Object.hasOwn(GENERATED, word);

const [kind = ''] = process.argv.slice(2);
if (!isKind(kind)) throw new Error(`Say which: ${Object.keys(GENERATED).join(' or ')}`);
for (const { path, text } of GENERATED[kind]()) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
