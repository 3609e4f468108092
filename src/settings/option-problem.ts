import { CHOICES, isOption, type OptionName } from './options.ts';

/** Why `value` cannot be the option's, in words that follow its name; undefined: it can. */
export function optionProblem(name: OptionName, value: unknown): string | undefined {
  if (isOption(name, value)) return undefined;
  if (name === 'names') return 'must be a list of texts, at most 64 of at most 64 letters';
  if (name === 'paragraphLanguage') return 'must be "auto" or a language tag';
  return `must be one of ${CHOICES[name].join(', ')}`;
}
