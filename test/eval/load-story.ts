import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCues } from '../../src/build/cues-schema.ts';
import { parseForms } from '../../src/build/forms-schema.ts';
import { compileCues } from '../../src/story/compile-cues.ts';
import { type CompiledForms, compileForms } from '../../src/story/compile-forms.ts';
import { createFinder } from '../../src/story/find-candidates.ts';
import { type CompiledCues, createJudge } from '../../src/story/judge.ts';
import { createRecogniser, type Recognise } from '../../src/story/recognise.ts';

/** Reads and checks what a story folder knows of its names. */
export function loadStory(folder: string): {
  readonly forms: CompiledForms;
  readonly cues: CompiledCues;
} {
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const forms = parseForms(read('forms.json'), join(folder, 'forms.json'));
  const ids = forms.names.map(({ id }) => id);
  return {
    forms: compileForms(forms),
    cues: compileCues(parseCues(read('cues.json'), join(folder, 'cues.json'), ids)),
  };
}

/** The recogniser of a story folder's names. */
export function loadRecogniser(folder: string): Recognise {
  const { forms, cues } = loadStory(folder);
  return createRecogniser(createFinder(forms), createJudge(cues));
}
