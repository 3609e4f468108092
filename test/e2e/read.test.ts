/** What is read and what is not: letters, code, editors, and what styles say late. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { BROWSER_KINDS } from '../harness/browsers.ts';
import { builtExtension, type Launched, launch } from '../harness/launch.ts';
import { registered } from '../harness/marks.ts';
import { type Server, serve } from '../harness/serve.ts';
import { settled } from '../harness/state.ts';
import { until } from '../harness/wait.ts';

const HEAD =
  '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>Read</title>';
const LETTER =
  'Dear Ann,\n\nthe board of OpenAI met on Friday, and nobody\nknows what was decided.\n\nBob';
const MONO = 'font: 12px/20px monospace';

/** What is not to be marked, beside a sentence that is. */
const UNREAD: Record<string, string> = {
  'lines of code in divisions': `<style>.l{white-space:pre;${MONO}}</style><div><div class="l">from openai import OpenAI</div><div class="l"># Asks OpenAI for an answer.</div><div class="l">client = OpenAI(api_key=KEY)</div></div>`,
  'a table of changes': `<style>td{white-space:pre;${MONO}}</style><table class="notranslate" translate="no"><tr><td>+ class Client(OpenAI):</td></tr><tr><td>+     # The answer of OpenAI.</td></tr></table>`,
  'a list of lines': `<ol style="white-space:pre-wrap;font-family:Menlo,Courier New">${['const a = 1;', '// Here OpenAI is asked.', 'ask(a);'].map((line) => `<li><span>${line}</span></li>`).join('')}</ol>`,
  'lines that are not translated': `<div translate="no" style="${MONO}"><div>import os</div><div># OpenAI is asked here.</div><div>ask();</div></div>`,
  'a view of CodeMirror':
    '<div class="cm-editor"><div class="cm-content" role="document"><div class="cm-line">I write about OpenAI.</div></div></div>',
  'a terminal': `<div class="xterm"><div class="xterm-rows" style="${MONO}"><div><span>I write about OpenAI.</span></div></div></div>`,
  'code in pre':
    '<pre>import os\n\n# The service of OpenAI is asked first.\nask(os.environ)\n</pre>',
  'code that a class tells':
    '<div class="highlight"><pre>OpenAI is asked here, and what it says is shown.</pre></div>',
  'a shell session':
    '<pre>$ pip show OpenAI\nName: OpenAI\nSummary: What OpenAI has to say\n</pre>',
  'a diagram':
    '<div class="mermaid">graph TD\nA[User] --> B(OpenAI)\nclassDef openai fill:#f9f</div>',
  'a mirror of a text area':
    '<style>.w{position:relative;width:400px;height:60px}.w>*{position:absolute;inset:0;font:20px serif;padding:4px;margin:0;white-space:pre-wrap;box-sizing:border-box}.w div{color:transparent}</style><div class="w"><div aria-hidden="true">I write about OpenAI here</div><textarea>I write about OpenAI here</textarea></div>',
  'an editable document': '<div contenteditable="plaintext-only">I write about OpenAI.</div>',
};

const READ: Record<string, string> = {
  'a letter in pre': `<pre>${LETTER}</pre>`,
  'a mail with a quote':
    '<pre>On Monday Ann wrote:\n&gt; The board of OpenAI met.\n\nI do not think so.\n</pre>',
  'a letter in a typewriter’s letters': `<div style="white-space:pre-wrap;${MONO}">${LETTER}</div>`,
  'a name that is not translated':
    '<p>It was made by <span translate="no" class="notranslate">OpenAI</span> last year.</p>',
  'a page set in a typewriter’s letters': `<p style="${MONO}">The board of OpenAI met on Friday.</p>`,
  'a page that is not translated':
    '<div translate="no"><p>The board of OpenAI met on Friday.</p></div>',
  'a drawn diagram':
    '<div class="mermaid" data-processed="true"><svg width="200" height="30"><text y="20">Made by OpenAI</text></svg></div>',
  'a text beside a text area': '<form><p>Write to OpenAI here:</p><textarea></textarea></form>',
};

const LOOKS = 10;

const pathOf = (title: string) => `/${encodeURIComponent(title)}`;
const entries = (list: Record<string, string>) => Object.entries(list);

describe.each(BROWSER_KINDS)('reading in %s', (kind) => {
  let server: Server;
  let launched: Launched;
  let page: Page;
  const pages: Record<string, string | Promise<string>> = {};

  beforeAll(async () => {
    for (const [title, html] of [...entries(UNREAD), ...entries(READ)]) {
      pages[`/${title}`] = `${HEAD}${html}<p id="seen">Written by xAI.</p>`;
    }
    pages['/letter.txt'] = LETTER;
    pages['/code.txt'] = 'import os\n\n# OpenAI is asked here.\nask(os)\n';
    server = await serve({ pages });
    launched = await launch(kind, { extensionDir: builtExtension(kind) });
    page = await launched.browser.newPage();
  });
  afterAll(async () => {
    await launched?.close();
    await server?.close();
  });

  const marks = async () => (await registered(page)).texts;

  /** Waits until all is read and the marks are these, at many looks in a row: what styles say comes a frame later. */
  async function comesTo(...expected: string[]): Promise<void> {
    await settled(launched, page);
    let inARow = 0;
    await until(`only ${expected}, not ${await marks()}`, async () => {
      inARow = String(await marks()) === String(expected) ? inARow + 1 : 0;
      return inARow === LOOKS;
    });
  }

  test.each(entries(UNREAD))('not %s', async (title) => {
    await page.goto(server.origin + pathOf(title));
    await comesTo('xAI');
  });

  test.each(entries(READ))('%s', async (title) => {
    await page.goto(server.origin + pathOf(title));
    await comesTo('OpenAI', 'xAI');
  });

  test('what a style sheet parts that comes after its text, and what no sheet tells of', async () => {
    pages['/late.css'] = '.col { display: flex; flex-direction: column }';
    const column = '<div class="col"><span>Gabriel Peal</span><span>OpenAI</span></div>';
    pages['/late'] = `${HEAD}${column}<p>Written by xAI.</p>`;
    await page.goto(`${server.origin}/late`);
    await comesTo('xAI');
    await page.evaluate(() => {
      const link = Object.assign(document.createElement('link'), { rel: 'stylesheet' });
      document.head.append(Object.assign(link, { href: '/late.css' }));
    });
    await comesTo('OpenAI', 'xAI');
    await page.evaluate(() => {
      document.querySelector('[rel=stylesheet]')?.remove();
    });
    await comesTo('xAI');
    // No event tells of these.
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('.col span { display: inline-block }');
      document.adoptedStyleSheets = [sheet];
    });
    await comesTo('OpenAI', 'xAI');
    await page.evaluate(() => {
      document.adoptedStyleSheets = [];
    });
    await comesTo('xAI');
  });

  test('lines that a style sheet sets as code later', async () => {
    pages['/code'] =
      `${HEAD}<div class="v"><div>import os</div><div># OpenAI is asked here.</div><div>ask(os)</div></div><p>Written by xAI.</p>`;
    await page.goto(`${server.origin}/code`);
    await comesTo('OpenAI', 'xAI');
    await page.addStyleTag({ content: '.v { white-space: pre; font-family: monospace }' });
    await comesTo('xAI');
  });

  test('chips', async () => {
    const chips = '<div style="display:flex"><span>#Gemini</span><span>#xAI</span></div>';
    const glued = '<div><span>Gemini</span><span>xAI</span></div>';
    pages['/chips'] = `${HEAD}${chips}${glued}`;
    await page.goto(`${server.origin}/chips`);
    await comesTo('xAI');
  });

  // Firefox has no EditContext.
  test.runIf(kind === 'chromium')('not what is typed into an EditContext', async () => {
    pages['/edit'] = `${HEAD}<div id="ed" tabindex="0"></div><p>Written by xAI.</p>`;
    await page.goto(`${server.origin}/edit`);
    await page.evaluate(() => {
      const editor = document.querySelector('#ed') as HTMLElement & { editContext: object };
      editor.editContext = new (
        window as unknown as { EditContext: new () => object }
      ).EditContext();
      editor.textContent = 'I am typing OpenAI';
    });
    await comesTo('xAI');
    await page.evaluate(() => {
      document.querySelector('#ed')?.append(' and more of OpenAI');
    });
    await comesTo('xAI');
  });

  test('plain text that is a letter, not plain text that is a program', async () => {
    await page.goto(`${server.origin}/letter.txt`);
    await comesTo('OpenAI');
    await page.goto(`${server.origin}/code.txt`);
    await comesTo();
  });
});
