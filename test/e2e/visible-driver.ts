/** Runs in a page: shows generated ways of hiding a name, each in a frame, and says which of them can be seen. */
import { createSight } from '../../src/dom/visible.ts';

export interface Level {
  readonly tag: 'div' | 'span' | 'details' | 'section';
  readonly style: string;
  readonly hidden: boolean;
  /** Of a `details`. */
  readonly open: boolean;
}

export interface FrameBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const SIZE = { width: 190, height: 120 };
const COLUMNS = 5;

function build(document: Document, levels: readonly Level[]): HTMLElement {
  let around: Element = document.body;
  for (const { tag, style, hidden, open } of levels) {
    const element = document.createElement(tag);
    element.setAttribute('style', style);
    if (hidden) element.setAttribute('hidden', '');
    if (open) element.setAttribute('open', '');
    around.append(element);
    around = element;
  }
  const name = document.createElement('b');
  // By colour the test finds it in a picture.
  name.setAttribute('style', 'background: #f0f; color: #f0f');
  name.textContent = 'OpenAI';
  around.append(name);
  return name;
}

/** Scrolls, as a person could, to where `name` is in the middle. */
function goTo(name: HTMLElement, window: Window): void {
  const { document } = window;
  const middle = (box: DOMRect) => [box.x + box.width / 2, box.y + box.height / 2] as const;
  const by = (port: readonly [number, number]) => {
    const [x, y] = middle(name.getBoundingClientRect());
    return [x - port[0], y - port[1]] as const;
  };
  for (let around = name.parentElement; around; around = around.parentElement) {
    if (around === document.documentElement || around === document.body) break;
    const { overflowX, overflowY } = window.getComputedStyle(around);
    const [x, y] = by(middle(around.getBoundingClientRect()));
    if (overflowX === 'auto' || overflowX === 'scroll') around.scrollLeft += x;
    if (overflowY === 'auto' || overflowY === 'scroll') around.scrollTop += y;
  }
  window.scrollBy(...by([window.innerWidth / 2, window.innerHeight / 2]));
}

/** Builds each sample in a frame of its own; what our test says of them, and where the frames are. */
async function show(
  samples: readonly (readonly Level[])[],
): Promise<{ isSeen: boolean; box: FrameBox }[]> {
  document.body.replaceChildren();
  document.body.style.cssText = 'margin: 0; position: relative';
  const frames = samples.map((levels, index) => {
    const frame = document.createElement('iframe');
    const box = {
      x: (index % COLUMNS) * (SIZE.width + 8),
      y: Math.floor(index / COLUMNS) * (SIZE.height + 8),
      ...SIZE,
    };
    frame.style.cssText = `position: absolute; border: 0; left: ${box.x}px; top: ${box.y}px; width: ${box.width}px; height: ${box.height}px`;
    document.body.append(frame);
    return { levels, frame, box };
  });
  await new Promise((resolve) => setTimeout(resolve));
  return frames.map(({ levels, frame, box }) => {
    const window = frame.contentWindow as Window & typeof globalThis;
    const inner = window.document;
    inner.documentElement.innerHTML =
      '<head><style>body { margin: 8px; font: 20px/24px sans-serif }</style></head><body></body>';
    const name = build(inner, levels);
    const text = name.firstChild as Text;
    const isSeen = createSight(window)({ startNode: text, start: 0, endNode: text, end: 6 });
    goTo(name, window);
    return { isSeen, box };
  });
}

Object.assign(window, { show });
