/**
 * The page's DOM is hostile ground: in Chromium a form shows its controls, and a document its pictures, under the names
 * of their own properties. What asks a node of the page goes through src/dom/native.ts; this reads the source for what
 * does not, by all names that the browser's types know of elements and documents.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Rooms whose code runs in pages and asks nodes of theirs. */
const ROOMS = ['dom', 'frame', 'card'];

/** What forms and documents are, as TypeScript's types of the DOM have it. */
const INTERFACES =
  'EventTarget Node ParentNode ChildNode NonDocumentTypeChildNode NonElementParentNode Slottable Animatable ' +
  'ElementContentEditable ElementCSSInlineStyle HTMLOrSVGElement Element HTMLElement HTMLFormElement Document ' +
  'DocumentOrShadowRoot XPathEvaluatorBase';

/** Words that lists, texts, names and events have as well: too many to be told apart by reading. */
const USUAL = new Set(
  'length clear close open reset name lang dir id target location all'.split(' '),
);

const typesFolder = 'node_modules/@typescript';
const types = readdirSync(typesFolder)
  .map((folder) => join(typesFolder, folder, 'lib/lib.dom.d.ts'))
  .map((file) => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return '';
    }
  })
  .join('');

const membersOf = (name: string): string[] => {
  const [, body = ''] = new RegExp(`^interface ${name} [^{]*\\{(.*?)^\\}`, 'ms').exec(types) ?? [];
  return [...body.matchAll(/^ {4}(?:readonly |get |set )?([a-z]\w*)\??[(:<]/gm)].map(
    ([, member]) => member as string,
  );
};

const shadowed = new Set(
  INTERFACES.split(' ')
    .flatMap(membersOf)
    .filter((name) => !USUAL.has(name)),
);

/** Of the same name, but asked of what no page can shadow. */
const UNSHADOWED: readonly RegExp[] = [
  // Windows, signals, what is asked of the browser's media, and records of changes.
  /\b(?:window|signal)\??\.addEventListener$/,
  /\bmatchMedia\((['`])[^'`]*\1\)\.matches$/,
  /= (?:record|visualViewport)$/,
  // Shadow roots, and what all of them have; a `root` that may be a document is asked for nothing of this.
  /\broot\??\.(?:elementFromPoint|elementsFromPoint|querySelectorAll|firstElementChild|activeElement|adoptedStyleSheets|getAnimations|append)$/,
  /\bscope\.elementFromPoint$/,
  // Ranges.
  /\bmeasuringRange\.getClientRects$/,
  // Methods and fields of ours.
  /\bthis\.\w+$/,
  /\b(?:painter\.remove|ofTitle\?\.title|edition\.title|host\.hasFocus)$/,
  /= (?:joint|props|setup|host\.root)$/,
];

/** The card's own elements, which stand in its closed root. */
const CARD: Record<string, readonly RegExp[]> = {
  'src/card/look/host.ts': [/\b(?:this\.#content|dialog|element|control|target)\.\w+$/],
  'src/card/look/sheets.ts': [
    /(?:\(look as Element\)|\(rule as CSSStyleRule\))\.\w+$/,
    /= this\.root$/,
  ],
  'src/card/look/Text.tsx': [/\b(?:current|fits|text)\??\.\w+$/],
  // The clipboard has a method of the name that documents have.
  'src/card/copy.ts': [/\bclip\.write$/],
  'src/card/card-focus.ts': [/\bcontrols\[0\]\?\.focus$/],
};

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');

/** What a source asks by one of the names, without what is asked through `native`: `x.name` and `const { name } = x`. */
function usesIn(source: string): string[] {
  const text = withoutComments(source);
  const asked = [...text.matchAll(/[\w)\]?!]\.(\w+)\b/g)]
    .filter(([, name]) => shadowed.has(name as string))
    .map(({ 0: found, index }) => text.slice(Math.max(0, index - 60), index + found.length));
  const taken = [...text.matchAll(/\{([^{}=;()]*)\}\s*=\s+[\w.]+/g)]
    .filter(([, names = '']) => names.split(/[\s,:]+/).some((name) => shadowed.has(name)))
    .map(([found]) => found);
  return [...asked, ...taken]
    .map((use) => use.slice(use.lastIndexOf('\n') + 1).trim())
    .filter((use) => !/\bnative\.\w+$/.test(use));
}

const files = ROOMS.flatMap((room) =>
  readdirSync(join('src', room), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && file !== 'native.ts')
    .map((file) => join('src', room, file)),
);

test.each(files)('%s asks nodes by native.ts alone', (file) => {
  const unshadowed = [...UNSHADOWED, ...(CARD[file] ?? [])];
  const direct = usesIn(readFileSync(file, 'utf8')).filter(
    (use) => !unshadowed.some((end) => end.test(use)),
  );
  expect(direct).toEqual([]);
});

test('the names are known, those of native.ts among them', () => {
  const native = readFileSync('src/dom/native.ts', 'utf8');
  const own = [...native.matchAll(/(?:property|method)\((?:\(\) => )?[\w.]+, '(\w+)'\)/g)].map(
    ([, name]) => name,
  );
  expect(own.length).toBeGreaterThan(50);
  // That one is of slots.
  expect(own.filter((name) => !shadowed.has(name as string))).toEqual(['assignedNodes']);
});

test.each([
  'if (element.matches(LAYER)) return;',
  'const { body } = document;',
  'const { parentNode, nodeType: type } = node;',
  'for (let at = node; at?.parentElement; ) at = up(at);',
  'scope.contains(node)',
  'root.addEventListener("scroll", look)',
  'list[0]!.closest("a")',
])('it sees a direct use: %s', (source) => {
  const direct = usesIn(source).filter((use) => !UNSHADOWED.some((end) => end.test(use)));
  expect(direct).toHaveLength(1);
});
