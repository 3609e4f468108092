/** Pages of shapes that ask too much of a highlighter, made here and shared with nothing. */

/** A page, and what happens in it. */
export interface Shape {
  readonly about: string;
  /** Body of an HTML page; or, with `isPlainText`, all of a text file. */
  readonly body: () => string;
  readonly isPlainText?: true;
  /**
   * Runs in the page once it is quiet, and alone is measured then; default: loading is measured.
   * Its source is sent there: it may use nothing from around it.
   */
  readonly act?: () => void | Promise<void>;
  /** Names stand in view at the end, so that marks are waited for. */
  readonly hasMarks: boolean;
}

const SENTENCE = 'The board of OpenAI met. ';
const PLAIN = 'Nothing of interest was said on that day in that house. ';

const repeat = (count: number, make: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join('');

/** One text node; its white space is kept, so that it fills many lines. */
const oneNode = (text: string, tag = 'div'): Pick<Shape, 'body'> => ({
  body: () => `<${tag} style="white-space: pre-wrap">${text}</${tag}>`,
});

/** A line of text, and a part of the page that an act fills. */
const withRoom = (first = SENTENCE) => `<p>${first}</p><div id="room"></div>`;

export const SHAPES: Readonly<Record<string, Shape>> = {
  empties: {
    about: '3,000 empty <span> appended one by one in one task',
    body: () => withRoom(),
    act: () => {
      const room = document.getElementById('room');
      for (let i = 0; i < 3_000; i++) room?.append(document.createElement('span'));
    },
    hasMarks: true,
  },
  'empties-after-text': {
    about: '10,000 empty <i> appended one by one after a text',
    body: () => `<p>${SENTENCE}</p><div id="room">${PLAIN}</div>`,
    act: () => {
      const room = document.getElementById('room');
      for (let i = 0; i < 10_000; i++) room?.append(document.createElement('i'));
    },
    hasMarks: true,
  },
  'node-names': {
    about: 'one text node with 20,000 names',
    ...oneNode(SENTENCE.repeat(20_000)),
    hasMarks: true,
  },
  'node-pre': {
    about: 'the same in <pre>',
    ...oneNode(SENTENCE.repeat(20_000), 'pre'),
    hasMarks: false,
  },
  'node-grok': {
    about: 'one text node of 20,000 times "grok "',
    ...oneNode('grok '.repeat(20_000)),
    hasMarks: false,
  },
  'node-xai': {
    about: 'one text node of 20,000 times "xAI, "',
    ...oneNode('xAI, '.repeat(20_000)),
    hasMarks: true,
  },
  'node-doubtful': {
    about: 'one text node of 1 MB with 300 lower-case "grok"',
    ...oneNode(repeat(300, () => `${PLAIN.repeat(60)}They grok it. `)),
    hasMarks: false,
  },
  log: {
    about: 'a log of 60,000 lines as text/plain, with names in each',
    body: () =>
      repeat(
        60_000,
        (i) =>
          `2026-11-27T08:${i} INFO worker ${i % 7}: openai client done, grok filter of Grok 2\n`,
      ),
    isPlainText: true,
    hasMarks: false,
  },
  roots: {
    about: '5,000 open shadow roots, then 2,000 paragraphs',
    body: () => '<div id="hosts"></div><div id="room"></div>',
    act: () => {
      for (let i = 0; i < 5_000; i++) {
        const host = document.createElement('div');
        host.attachShadow({ mode: 'open' }).innerHTML = '<p>A part of the page.</p>';
        document.getElementById('hosts')?.append(host);
      }
      document.getElementById('hosts')?.style.setProperty('display', 'none');
      for (let i = 0; i < 2_000; i++) {
        const paragraph = document.createElement('p');
        paragraph.textContent = i % 20 ? 'Nothing of interest.' : 'The board of OpenAI met.';
        document.getElementById('room')?.append(paragraph);
      }
    },
    hasMarks: true,
  },
  // Chromium 156 itself ends a page with 3,000.
  deep: {
    about: '2,000 times <div> in <div>, with a text at each hundredth',
    body: () => withRoom(),
    act: () => {
      let inner = document.getElementById('room');
      for (let i = 0; i < 2_000; i++) {
        const next = document.createElement('div');
        if (i % 100 === 0) next.append('The board of OpenAI met. ');
        inner?.append(next);
        inner = next;
      }
    },
    hasMarks: true,
  },
  'deep-inline': {
    about: '3,000 times <span> in <span>, with a text at each hundredth',
    body: () => withRoom(),
    act: () => {
      let inner = document.getElementById('room');
      for (let i = 0; i < 3_000; i++) {
        const next = document.createElement('span');
        if (i % 100 === 0) next.append('The board of OpenAI met. ');
        inner?.append(next);
        inner = next;
      }
    },
    hasMarks: true,
  },
  elements: {
    about: '200,000 elements',
    body: () => withRoom() + repeat(50_000, (i) => `<div><b>${i}</b> of <i>many</i><br></div>`),
    hasMarks: true,
  },
  'random-order': {
    about: '50,000 text nodes inserted in one task in random order',
    body: () => '<div id="room"></div>',
    act: () => {
      const room = document.getElementById('room');
      const lines: Node[] = [];
      let state = 1;
      for (let i = 0; i < 50_000; i++) {
        const line = document.createElement('div');
        line.append(i % 50 ? `line ${i}` : 'The board of OpenAI met. ');
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        room?.insertBefore(line, lines[state % (i + 1)] ?? null);
        lines.push(line);
      }
    },
    hasMarks: true,
  },
  comments: {
    about: '2,000 paragraphs with a comment after each letter',
    body: () => repeat(2_000, () => `<p>${[...SENTENCE].join('<!-- -->')}</p>`),
    hasMarks: true,
  },
  'comments-one-block': {
    about: 'one paragraph of 20,000 letters with a comment after each',
    body: () => `<p>${[...SENTENCE.repeat(800)].join('<!-- -->')}</p>`,
    hasMarks: true,
  },
  'split-text': {
    about: 'a text of 250,000 characters split 10,000 times in one task',
    body: () => `<p>${SENTENCE}</p><div id="room"></div>`,
    act: () => {
      const text = document.createTextNode('The board of OpenAI met. '.repeat(10_000));
      document.getElementById('room')?.append(text);
      let rest = text;
      for (let i = 0; i < 10_000; i++) rest = rest.splitText(25);
    },
    hasMarks: true,
  },
  'text-records': {
    about: '10,000 changes of one text node of 60,000 characters in one task',
    body: () => `<p>${SENTENCE}</p><div id="room">${PLAIN.repeat(1_000)}</div>`,
    act: () => {
      const text = document.getElementById('room')?.firstChild as Text;
      for (let i = 0; i < 10_000; i++) text.appendData('.');
    },
    hasMarks: true,
  },
  flat: {
    about: '50,000 list items beside each other, one name in ten',
    body: () => `<ul>${repeat(50_000, (i) => `<li>${i % 10 ? PLAIN : SENTENCE}</li>`)}</ul>`,
    hasMarks: true,
  },
  'flat-inline': {
    about: '20,000 <span> with text in one block: one line for a reader',
    body: () => `<div>${repeat(20_000, (i) => `<span>${i % 10 ? PLAIN : SENTENCE}</span>`)}</div>`,
    hasMarks: true,
  },
  'flat-inline-added': {
    about: '5,000 <span> with text put one by one before the others in one block',
    body: () => withRoom(),
    act: () => {
      const room = document.getElementById('room');
      for (let i = 0; i < 5_000; i++) {
        const span = document.createElement('span');
        span.textContent = i % 10 ? 'word ' : 'The board of OpenAI met. ';
        room?.prepend(span);
      }
    },
    hasMarks: true,
  },
  names: {
    about: '20,000 paragraphs with a name',
    body: () => repeat(20_000, () => `<p>${SENTENCE}</p>`),
    hasMarks: true,
  },
  slots: {
    about: '2,000 elements with three slots each, whose content changes places',
    body: () => '<div id="room"></div>',
    act: async () => {
      const hosts: Element[] = [];
      for (let i = 0; i < 2_000; i++) {
        const host = document.createElement('div');
        host.attachShadow({ mode: 'open' }).innerHTML =
          '<p><slot name="a"></slot></p><p><slot name="b"></slot></p><slot></slot>';
        host.innerHTML = '<span slot="a">The board of OpenAI met. </span><span slot="b">b</span>';
        hosts.push(host);
      }
      document.getElementById('room')?.append(...hosts);
      for (let round = 0; round < 5; round++) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        for (const host of hosts) {
          for (const child of host.children) child.slot = child.slot === 'a' ? 'b' : 'a';
        }
      }
    },
    hasMarks: true,
  },
  stream: {
    about: 'a chat that sets innerHTML of its growing answer 300 times, once a frame',
    body: () => withRoom(),
    act: async () => {
      const room = document.getElementById('room') as HTMLElement;
      let answer = '';
      for (let i = 0; i < 300; i++) {
        answer += `<p>Part ${i}: the board of <b>Open</b>AI met, and xAI did not. It went <i>on</i>.</p>`;
        room.innerHTML = answer;
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    },
    hasMarks: true,
  },
  ticker: {
    about: '50 of 2,000 texts changed in each of 120 frames',
    body: () => repeat(2_000, (i) => `<div class="t">${i % 20 ? '0.00' : SENTENCE}</div>`),
    act: async () => {
      const texts = [...document.querySelectorAll('.t')].map(
        ({ firstChild }) => firstChild as Text,
      );
      for (let frame = 0; frame < 120; frame++) {
        for (let i = 0; i < 50; i++) {
          const text = texts[(frame * 50 + i) % texts.length] as Text;
          text.data = i % 20 ? `${frame}.${i}` : `The board of OpenAI met ${frame} times.`;
        }
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    },
    hasMarks: true,
  },
  'class-ticker': {
    about: 'a class of 2,000 paragraphs set and taken in each of 60 frames',
    body: () =>
      `<style>.x { letter-spacing: 1px }</style>${repeat(2_000, () => `<p>${SENTENCE}</p>`)}`,
    act: async () => {
      const paragraphs = document.querySelectorAll('p');
      for (let frame = 0; frame < 60; frame++) {
        for (const { classList } of paragraphs) classList.toggle('x');
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    },
    hasMarks: true,
  },
  prepend: {
    about: 'a page of 500 names that puts a paragraph at its top in each of 60 frames',
    body: () => `<div id="room">${repeat(500, () => `<p>${SENTENCE}</p>`)}</div>`,
    act: async () => {
      for (let frame = 0; frame < 60; frame++) {
        const paragraph = document.createElement('p');
        paragraph.textContent = 'The board of OpenAI met again.';
        document.getElementById('room')?.prepend(paragraph);
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    },
    hasMarks: true,
  },
  moved: {
    about: '5,000 paragraphs with names moved together, 20 times in one task',
    body: () =>
      `<div id="a"></div><div id="b"></div><div id="c">${repeat(5_000, () => `<p>${SENTENCE}</p>`)}</div>`,
    act: () => {
      const content = document.getElementById('c') as Element;
      for (let i = 0; i < 20; i++) document.getElementById(i % 2 ? 'a' : 'b')?.append(content);
    },
    hasMarks: true,
  },
  frames: {
    about: '393 small frames without names',
    body: () =>
      withRoom() +
      repeat(393, (i) => `<iframe width="120" height="60" srcdoc="<p>ad ${i}</p>"></iframe>`),
    hasMarks: true,
  },
};
