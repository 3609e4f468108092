/**
 * The rooms of src: what each does and what it may import from. rooms.test.ts holds the code to it, and
 * docs/architecture.md shows it (`npm run rooms`).
 */

interface Room {
  /** Its job, in the words of docs/architecture.md. */
  readonly does: string;
  /** The rooms that it may import from: imports point one way. */
  readonly knows: readonly string[];
}

/** A room that is not named here has to be given its place first. */
export const ROOMS: Readonly<Record<string, Room>> = {
  story: {
    does: 'the article as data: its editions, its names, the types of both',
    knows: [],
  },
  learn: {
    does: 'linear models as they are shipped: hashes features, unpacks weights, scores',
    knows: [],
  },
  terms: {
    does: 'words of any language in any text: folds letters, parts sentences',
    knows: [],
  },
  names: {
    does: 'is this one of the names? Spots plain ones, finds candidates, decides about doubtful ones by cues and by what was learned',
    knows: ['learn', 'story', 'terms'],
  },
  topics: {
    does: 'which paragraph of the article fits a passage, which topics a page touches',
    knows: ['learn', 'story', 'terms'],
  },
  dom: {
    does: 'reads the page and never changes it, by the prototypes’ own getters (`native.ts`): what is prose, runs of text, passages, blocks, document order, what a person can see; the ring around a place',
    knows: [],
  },
  settings: {
    does: 'what a person chose: sites and their rules, options, the look of marks, storage, sync, what bounds each',
    knows: [],
  },
  protocol: {
    does: 'what the programs say to each other: messages to the background, and what those in one frame know of each other (`world.ts`)',
    knows: ['dom', 'names', 'settings', 'story', 'topics'],
  },
  'browser.ts': {
    does: 'the browser’s API for what runs in pages of the web, where every frame would wait for the polyfill',
    knows: [],
  },
  frame: {
    does: 'the two programs for the text of a page: `frame` and `mentions`. `marks/` reads, follows changes and paints; `pointer/` tells which mention the pointer is on',
    knows: ['browser.ts', 'dom', 'names', 'protocol', 'settings', 'story'],
  },
  card: {
    does: 'the program for the hover card: when it opens, `look/` how it looks, `place/` where it stands, `walk/` from name to name by key',
    knows: ['browser.ts', 'dom', 'protocol', 'story', 'topics', 'ui'],
  },
  ui: {
    does: 'what all share that is shown to a person: messages and plural forms, a paragraph, style sheets',
    knows: ['browser.ts', 'story', 'terms'],
  },
  pages: {
    does: 'the extension’s own pages: `popup/`, `panel/` (the side panel), `options/`, `article/`, `welcome/`; `tab/` is what popup and panel know of the page in front',
    knows: ['card', 'frame', 'names', 'protocol', 'settings', 'story', 'topics', 'ui'],
  },
  background: {
    does: 'the service worker or event page: checks each message by schema and sender, answers it, judges names, ranks paragraphs, injects programs, keeps the toolbar button, menu and settings in order',
    knows: ['names', 'protocol', 'settings', 'story', 'topics', 'ui'],
  },
  build: {
    does: 'at build time: `story/` checks and compiles the story’s files, `vite/` patches the manifest and the marks’ style sheet, draws the icons, writes the package’s files of data and its licences, `package/` packs it and its sources, `train/` trains what learns from examples',
    knows: ['learn', 'names', 'protocol', 'settings', 'story', 'terms', 'topics'],
  },
};

/** The rooms as a table in Markdown. */
export function roomsTable(): string {
  const rows = Object.entries(ROOMS).map(([room, { does, knows }]) => {
    const path = room.includes('.') ? `src/${room}` : `src/${room}/`;
    return `| \`${path}\` | ${does} | ${knows.join(', ') || 'nobody'} |`;
  });
  return ['| room | what it does | may know |', '| --- | --- | --- |', ...rows].join('\n');
}
