import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileForms, type Forms } from '../../../src/build/story/compile-forms.ts';
import { readStory } from '../../../src/build/story/read-story.ts';
import { createFinder } from '../../../src/names/find-candidates.ts';
import { readable } from '../../../src/names/readable.ts';

const { forms } = readStory(join(import.meta.dirname, '../../../assets/story'));
const finder = createFinder(forms);

/** `text` with each candidate in brackets: certain ones in [ ], the others in ( ). */
function bracketed(text: string): string {
  let out = '';
  let from = 0;
  for (const { start, end, certain } of finder.find(text)) {
    const [open, close] = certain ? '[]' : '()';
    out += `${text.slice(from, start)}${open}${text.slice(start, end)}${close}`;
    from = end;
  }
  return out + text.slice(from);
}

describe('forms', () => {
  it.each([
    ['OpenAI', '[OpenAI]'],
    ['the xAI API', 'the [xAI] API'],
    ['X.AI Corp.', '[X.AI] Corp.'],
    ['Grok', '(Grok)'],
    ['GROK 3', '[GROK 3]'],
    ['Grok 3', '[Grok 3]'],
    ['Grok\u00a04.20 Beta', '[Grok\u00a04.20] Beta'],
    ['Grok-2-vision', '[Grok-2]-vision'],
    ['Grok 4.', '[Grok 4].'],
    ['Grok-1.5V', '[Grok-1.5V]'],
    ['grok 4.1', '(grok 4.1)'],
    ['grok 4. Then', '(grok 4). Then'],
    ['Grok 10', '(Grok 10)'],
    ['Grok-12 wins', '(Grok-12) wins'],
    ['Grok 11.5.', '(Grok 11.5).'],
    ['Grok 100 times', '(Grok) 100 times'],
    ['Grok 10 times', '(Grok) 10 times'],
    ['Grok 15 minutes', '(Grok) 15 minutes'],
    ['Grok 2/3', '[Grok 2]/3'],
    ['Grok 8/10', '(Grok) 8/10'],
    ['Grok 3/4/2025', '(Grok) 3/4/2025'],
    ['Grok 2024', '(Grok) 2024'],
    ['Grok 3,5', '(Grok) 3,5'],
    ['Grok 5%', '(Grok) 5%'],
    ['Grok 10:30', '(Grok) 10:30'],
    ['Grok 5月', '(Grok) 5月'],
    ['Grok 3 million', '(Grok) 3 million'],
    ['Grok 3 tries', '[Grok 3] tries'],
    ['Grok3mini', 'Grok3mini'],
    ['Grok 4.x and Grok-4.x', '[Grok 4.x] and [Grok-4.x]'],
    ['Grok v4.x, Grok4.X.', '[Grok v4.x], [Grok4.X].'],
    ['Grok 4.1.x or grok 4.x', '[Grok 4.1.x] or (grok 4.x)'],
    ['Grok 1.x', '(Grok 1.x)'],
    ['Grok 4.x-mini', '[Grok 4.x]-mini'],
    ['Grok 4.a', '[Grok 4].a'],
    ['Grok 4.beta, Grok 4.rc1', '[Grok 4].beta, [Grok 4].rc1'],
    ['Grok 3.A new era', '[Grok 3].A new era'],
    ['Grok 4x, Grok-4o', '(Grok) 4x, (Grok)-4o'],
    ['Grok 4.1/4.20, Grok 4.x/5.x.', '[Grok 4.1]/4.20, [Grok 4.x]/5.x.'],
    ['openai/谷歌', '(openai)/谷歌'],
    ['OpenAI/ Microsoft', '[OpenAI]/ Microsoft'],
    ['OpenAI / xAI', '[OpenAI] / [xAI]'],
    ['openai / anthropic', '(openai) / anthropic'],
    ['OpenAI / GPT-4o', '[OpenAI] / GPT-4o'],
    ['openai -- a laboratory', '(openai) -- a laboratory'],
    ['OpenAI --> xAI', '[OpenAI] --> [xAI]'],
    ['#Gemini#xAI #OpenAI#Grok', '#Gemini#[xAI] #[OpenAI]#(Grok)'],
    ['Grok 1.0', '(Grok 1.0)'],
    ["Grok's OpenAI’s", "(Grok)'s [OpenAI]’s"],
    ['OpenAIs Chef', '[OpenAI]s Chef'],
    ['XAIs', 'XAIs'],
    ['open AI', '(open AI)'],
    ['Open\n      AI', '(Open\n      AI)'],
    ['SpaceX-xAI', 'SpaceX-[xAI]'],
    ['xAI/Grok', '[xAI]/(Grok)'],
    ["d'OpenAI l’OpenAI", "d'[OpenAI] l’[OpenAI]"],
    ['与OpenAI的', '与[OpenAI]的'],
    ['وOpenAI', 'و[OpenAI]'],
    ['כ-Grok', 'כ-(Grok)'],
    ['@grok @xAI #OpenAI', '@[grok] @[xAI] #[OpenAI]'],
    ['@grok 4 you', '@[grok] 4 you'],
    ['1️⃣OpenAI', '1️⃣[OpenAI]'],
    ['Grok AI', '[Grok] AI'],
    ["xAI's Grok", "[xAI]'s [Grok]"],
    ['openai-compatible', '(openai)-compatible'],
    ['`OpenAI`', '`(OpenAI)`'],
    ['eXplainable AI (xAI)', 'eXplainable AI ((xAI))'],
    ['Logstash … Grok 2', 'Logstash … (Grok 2)'],
  ])('%s', (text, expected) => {
    expect(bracketed(text)).toBe(expected);
  });

  it.each([
    'SuperGrok Grokipedia ngrok OpenAIRE OpenAir VertexAI SpaceXAI Groq GroKo',
    'https://openai.com/grok www.openai.com grok.com x.ai/grok docs.x.ai',
    'a@openai.com grok@x.ai support@x.ai.',
    'grok_fan @GrokFans @grok-team @grok.bsky.social @grok@mastodon.social',
    'r/OpenAI u/grok /r/grok ~/.grok/bin/grok src/OpenAI/index.ts C:\\grok',
    'grok-code-fast-1 xai-org openai-whisper musk-xai-grok',
    'xai/grok-beta openai/gpt-4 @ai-sdk/openai OpenAI/gpt-oss-20b',
    'openai.ChatCompletion client.OpenAI OpenAI() OpenAI(api_key=key) openai::Client',
    'class OpenAI extends Client {} class OpenAI {}',
    'provider=openai openai:gpt-4o openai[aiohttp] $GROK %grok',
    'Grok-2.pdf OpenAI-report.docx',
    'Grok Academy Grok Nation Grok Learning',
    'why-did-OpenAI-leave-so-late',
    'Grok 4.xlsx Grok 4.c/src Grok-4.a.b grok-4.a',
    'page#xai a/b#xai',
    'OpenAI//index OpenAI/src/',
  ])('nothing in %s', (text) => {
    expect(bracketed(text)).toBe(text);
  });
});

describe('in lower case', () => {
  const names = ['openai', 'xai', 'grok', 'x.ai'];
  const templates = {
    'a part of a path': [
      'NAME/',
      'NAME/, ',
      '`NAME/` ',
      '“NAME/”',
      'a/NAME',
      './NAME',
      'NAME/gpt',
      'NAME / gpt-4o',
      'llama_3 / NAME',
    ],
    'beside a host': ['docs.x.ai / NAME', 'NAME / api.openai.com', 'openai.com/ NAME'],
    'in the source of a diagram': [
      'classDef NAME fill:#fff',
      'a; class a,b NAME',
      'style NAME stroke-width:2px',
      'participant NAME',
      'a:::NAME',
      'NAME:::a',
      'NAME --> a',
      'NAME-->a',
      'NAME ==> a',
      'NAME <--> a',
      'a --> NAME',
      'a -.-> NAME',
      'a -->|uses| NAME',
      'NAME[Company]',
    ],
    'in a style sheet': [
      'NAME { color: red }',
      'NAME{',
      '#NAME {',
      '.NAME {',
      '--NAME: #fff',
      'var(--NAME)',
      'var(--NAME, red)',
    ],
  };
  const cases = Object.entries(templates).flatMap(([kind, lines]) =>
    lines.flatMap((line) => names.map((name) => [kind, line.replaceAll('NAME', name)])),
  );
  it.each(cases)('%s: %s', (_, text) => {
    expect(finder.find(text)).toEqual([]);
    expect(finder.find(`\n${text}\nThat was it.`)).toEqual([]);
  });

  it.each(['x.ai, grok.com', 'grok.com | x.ai', 'mail.ru,x.ai'])(
    'a host among hosts: %s',
    (text) => {
      expect(finder.find(text)).toEqual([]);
    },
  );
});

describe('in any case', () => {
  it.each([
    'classDef NAME fill:#fff',
    'classDef NAME',
    'style NAME fill:#f9f',
    'style NAME stroke-width:2px',
  ])('a diagram’s source: %s', (line) => {
    for (const name of ['OpenAI', 'xAI', 'Grok', 'Grok 4', 'openai']) {
      expect(finder.find(line.replaceAll('NAME', name))).toEqual([]);
    }
  });
});

describe('odd input', () => {
  it.each([
    ['soft hyphens are inside the name', 'Open\u00adAI', '[Open\u00adAI]'],
    ['zero-width characters are, too', 'x\u200bA\u2060I', '[x\u200bA\u2060I]'],
    ['but not without end', 'x\u200b\u200b\u200b\u200bAI', 'x\u200b\u200b\u200b\u200bAI'],
    ['they hide no longer word', 'Super\u00adGrok', 'Super\u00adGrok'],
    ['nor one that goes on', 'OpenAI\u00adRE', 'OpenAI\u00adRE'],
    ['full-width letters are letters', 'ＯｐｅｎＡＩ', '[ＯｐｅｎＡＩ]'],
    ['and figures figures', 'Ｇｒｏｋ３', '[Ｇｒｏｋ３]'],
    ['a lone surrogate is no letter', '\ud83dGrok\udc00', '\ud83d(Grok)\udc00'],
    ['direction marks are no letters', '\u200fxAI\u200e', '\u200f[xAI]\u200e'],
    ['an accent makes another letter', 'Gro\u0308k Grok\u0301', 'Gro\u0308k Grok\u0301'],
    ['NFD before the name is a word', 'cafe\u0301Grok', 'cafe\u0301Grok'],
    ['NFC, too', 'caféGrok', 'caféGrok'],
    ['other scripts may look alike', 'ОpenAI Gгok', 'ОpenAI Gгok'],
  ])('%s', (_, text, expected) => {
    expect(bracketed(text)).toBe(expected);
  });
});

// biome-ignore format: a list
const FRAGMENTS = [
  'Grok', 'grok', 'xAI', 'X.AI', 'Open AI', 'OpenAI', 'openai', ' ', ' ', '. ', '\n', '-', '/', '.', '@', '#', '`', '_', ':',
  '3', '4.20', '\u00ad', '\u200b', '\u0301', 'é', '说', 'の', 'و', 'Ｇ', 'ｘＡＩ', '\ud800', '\udc00', 'word', 'https://', '.com',
  'Logstash', 'explainable', ' Academy', "'s", '(', ')', '月', 'AI', 'Super',
];
const anyText = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...FRAGMENTS) }, fc.string()))
  .map((parts) => parts.join(''));

describe('properties', () => {
  it('slices to a form, in order and disjoint', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let last = 0;
        for (const { name, start, end } of finder.find(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          const written = readable(text.slice(start, end));
          const form = {
            grok: /^grok(?:[ -]?v?\d[\d.]*v?)?$/i,
            xai: /^x[. ]?ai$/i,
            openai: /^open[ -]?ai$/i,
          }[name];
          expect(written).toMatch(form ?? 'a known name');
          last = end;
        }
      }),
    );
  });

  it('mayContain matches where a candidate begins, whatever is glued to the text', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (before, text, after) => {
        const glued = before + text + after;
        const begins = new Set<number>();
        finder.mayContain.lastIndex = 0;
        let hit = finder.mayContain.exec(glued);
        while (hit !== null) {
          begins.add(hit.index);
          finder.mayContain.lastIndex = hit.index + 1;
          hit = finder.mayContain.exec(glued);
        }
        for (const { start } of finder.find(text)) {
          expect(begins).toContain(before.length + start);
        }
      }),
    );
  });

  it('does not depend on text further away than its reach', () => {
    const long = fc
      .array(fc.constantFrom(...FRAGMENTS, 'some plain words, ', '漢字が続く'), {
        minLength: 150,
        maxLength: 400,
      })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(long, fc.nat(), fc.nat(), (text, one, other) => {
        const { reach } = forms;
        const from = Math.min(one, other) % text.length;
        const to = from + 1 + (Math.max(one, other) % (text.length - from));
        const isInside = ({ start, end }: { start: number; end: number }) =>
          (from === 0 || start >= from + reach) && (to === text.length || end <= to - reach);
        const whole = finder.find(text).filter(isInside);
        const part = finder
          .find(text.slice(from, to))
          .map((found) => ({ ...found, start: found.start + from, end: found.end + from }))
          .filter(isInside);
        expect(part).toEqual(whole);
      }),
    );
  });
});

describe('a part of a text', () => {
  /** Names that begin inside each other: what is found depends on all before. */
  const chained = createFinder(
    compileForms({
      names: [
        { id: 'one', written: ['ab cd', 'ab cd ef'], certain: [] },
        { id: 'two', written: ['cd ef'], certain: [] },
        { id: 'three', written: ['ef ab'], certain: [] },
      ],
      affixes: ['built'],
    }),
  );
  const chains = fc
    .array(fc.constantFrom('ab', 'ab ', 'cd ', 'ef ', 'ef\n', 'x ', 'c\u00add '), {
      maxLength: 30,
      size: 'max',
    })
    .map((parts) => parts.join(''));
  const texts = fc
    .array(fc.constantFrom(...FRAGMENTS), { maxLength: 30, size: 'max' })
    .map((parts) => parts.join(''));

  it.each([
    ['the names of this story', finder, texts],
    ['names that begin inside each other', chained, chains],
  ])('has what the whole has there: %s', (_, { find }, texts) => {
    let inside = 0;
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (text, one, other) => {
        const from = one % (text.length + 1);
        const to = from + (other % (text.length - from + 1));
        const there = find(text).filter(({ start }) => start >= from && start < to);
        inside += there.length;
        expect(find(text, from, to)).toEqual(there);
      }),
      { numRuns: 10_000 },
    );
    expect(inside).toBeGreaterThan(500);
  });

  it('may begin before the text and end behind it', () => {
    expect(finder.find('xAI, OpenAI', -3, 50)).toEqual(finder.find('xAI, OpenAI'));
    expect(finder.find('xAI, OpenAI', 2)).toEqual(finder.find('xAI, OpenAI').slice(1));
  });
});

describe('another story', () => {
  const other: Forms = {
    names: [
      { id: 'rocket', written: ['Ariane'], certain: ['Ariane'] },
      { id: 'agency', written: ['ESA', 'E S A'], certain: ['ESA'] },
    ],
    affixes: ['built'],
  };
  const found = createFinder(compileForms(other));

  it('is told by its forms alone', () => {
    const text = 'The ESA chose Ariane; arianespace did not ask the e s a.';
    expect(found.find(text)).toEqual([
      { name: 'agency', start: 4, end: 7, certain: true },
      { name: 'rocket', start: 14, end: 20, certain: true },
      { name: 'agency', start: 50, end: 55, certain: false },
    ]);
  });

  it('agrees with a search letter by letter', () => {
    const isHidden = (char: string | undefined) =>
      char !== undefined && '\u00ad\u200b'.includes(char);
    const plain = (char: string) => {
      const code = char.charCodeAt(0);
      return (
        code > 0xff00 && code < 0xff5f ? String.fromCharCode(code - 0xfee0) : char
      ).toLowerCase();
    };
    const isLetter = (char: string | undefined) =>
      char !== undefined && /[a-zé\d]|\u0301/i.test(plain(char));
    const endOf = (text: string, start: number, form: string): number => {
      let at = start;
      for (const [i, letter] of [...form.toLowerCase()].entries()) {
        for (let passed = 0; i > 0 && passed < 3 && isHidden(text[at]); passed += 1) at += 1;
        if (at >= text.length || plain(text.charAt(at)) !== letter) return -1;
        at += 1;
      }
      return at;
    };
    const next = (text: string, at: number, step: number) => {
      let place = at;
      for (let passed = 0; passed < 3 && isHidden(text[place]); passed += 1) place += step;
      return text[place];
    };
    const twin = (text: string) => {
      const stretches: [string, number, number][] = [];
      for (let start = 0; start < text.length; start += 1) {
        for (const { id, written } of other.names) {
          const end = Math.max(...written.map((form) => endOf(text, start, form)));
          if (end < 0 || isLetter(next(text, start - 1, -1)) || isLetter(next(text, end, 1)))
            continue;
          stretches.push([id, start, end]);
        }
      }
      return stretches;
    };
    const text = fc
      .array(
        fc.constantFrom(
          'Ariane',
          'ESA',
          'e',
          's',
          'a',
          'E S A',
          ' ',
          '\u00ad',
          '\u200b',
          'Ｅ',
          'ＳＡ',
          'é',
          '\u0301',
          '火',
          'م',
          '7',
          '\ud800',
          'riane',
        ),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (sample) => {
        const stretches = found.find(sample).map(({ name, start, end }) => [name, start, end]);
        expect(stretches).toEqual(twin(sample));
      }),
      { numRuns: 1000 },
    );
  });
});
