import { describe, expect, it } from 'vitest';
import { parseCues } from '../../../src/build/story/cues-schema.ts';
import { parseForms } from '../../../src/build/story/forms-schema.ts';

const forms = { names: [{ id: 'esa', written: ['ESA'], certain: ['ESA'] }], affixes: ['built'] };
const cues = {
  priors: [{ name: 'esa', weight: 1 }],
  companions: [],
  form: { quotedLower: 0, code: 0, possessive: 0, hashtag: 0, foreignScript: 0 },
  groups: [{ id: 'space', names: ['esa'], near: 1, words: { en: ['rocket*'] } }],
};
const withName = (change: object) =>
  JSON.stringify({ ...forms, names: [{ ...forms.names[0], ...change }] });
const withGroup = (change: object) =>
  JSON.stringify({ ...cues, groups: [{ ...cues.groups[0], ...change }] });

describe('forms.json', () => {
  it('is taken as it is when nothing is wrong', () => {
    expect(parseForms(JSON.stringify(forms), 'f.json')).toEqual(forms);
  });

  it.each([
    ['{', /^f\.json: no JSON/],
    ['[]', /^f\.json: /],
    [withName({ id: '' }), /^f\.json: names\.0\.id: is empty/],
    [withName({ writen: [] }), /^f\.json: names\.0\.writen/],
    [withName({ written: [] }), /names\.0\.written: has no entry/],
    [withName({ written: ['é'] }), /names\.0\.written\.0: is not plain ASCII/],
    [
      withName({
        version: { number: '\\d+', certainNumber: '1', certainBeside: [], units: ['m'] },
      }),
      /names\.0\.version\.number: repeats without bound/,
    ],
    [
      withName({ version: { number: '(', certainNumber: '1', certainBeside: [], units: ['m'] } }),
      /names\.0\.version\.number: is no regular expression/,
    ],
    [
      JSON.stringify({ ...forms, names: [forms.names[0], forms.names[0]] }),
      /names: has one id twice/,
    ],
  ])('%s is refused with place and reason', (json, message) => {
    expect(() => parseForms(json, 'f.json')).toThrow(message);
  });
});

describe('cues.json', () => {
  it('is taken as it is when nothing is wrong', () => {
    expect(parseCues(JSON.stringify(cues), 'c.json', ['esa'])).toEqual(cues);
  });

  it.each([
    [withGroup({ near: 'much' }), /^c\.json: groups\.0\.near: /],
    [withGroup({ words: { en: ['a*b'] } }), /groups\.0\.words\.en\.0: has a \*/],
    [withGroup({ words: { English: ['a'] } }), /groups\.0\.words\.English: is no language tag/],
    [withGroup({ names: ['nasa'] }), /groups\.0\.names: unknown nasa/],
  ])('%s is refused with place and reason', (json, message) => {
    expect(() => parseCues(json, 'c.json', ['esa'])).toThrow(message);
  });
});
