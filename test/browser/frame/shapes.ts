/** Documents and edits of any size, made at random, to see how the work that we do grows with them. */
import fc from 'fast-check';

/** Something that a page puts in again and again. */
interface Piece {
  readonly tag: string;
  readonly text: string;
  /** An open shadow root around the text. */
  readonly isShadow: boolean;
  /** Empty elements beside the text, within the piece. */
  readonly empties: number;
}

/** How the pieces come to stand where they stand. */
const ORDERS = ['append', 'prepend', 'middle', 'nested', 'random', 'one text'] as const;
/** What is done with them afterwards. */
const SEQUELS = ['nothing', 'remove', 'remove every other', 'edit', 'move', 'toggle'] as const;

export interface Shape {
  readonly piece: Piece;
  readonly order: (typeof ORDERS)[number];
  readonly sequel: (typeof SEQUELS)[number];
}

const TAGS = ['span', 'i', 'div', 'p', 'x-cell', '#comment', '#text', 'pre'];
const TEXTS = [
  '',
  ' ',
  'x',
  'OpenAI',
  'grok ',
  'Open',
  'AI',
  'lorem ipsum xAI, ',
  'no name at all ',
];

export const shapes: fc.Arbitrary<Shape> = fc.record({
  piece: fc.record({
    tag: fc.constantFrom(...TAGS),
    text: fc.constantFrom(...TEXTS),
    isShadow: fc.boolean(),
    empties: fc.constantFrom(0, 0, 1, 5),
  }),
  order: fc.constantFrom(...ORDERS),
  sequel: fc.constantFrom(...SEQUELS),
});

function made(document: Document, { tag, text, isShadow, empties }: Piece): ChildNode {
  if (tag === '#text') return document.createTextNode(text);
  if (tag === '#comment') return document.createComment(text);
  const element = document.createElement(tag);
  const canHaveRoot =
    isShadow && (tag === 'span' || tag === 'div' || tag === 'p' || tag === 'x-cell');
  const root = canHaveRoot ? element.attachShadow({ mode: 'open' }) : element;
  if (text !== '') root.append(text);
  for (let index = 0; index < empties; index++) root.append(document.createElement('b'));
  return element;
}

/** A small number that is the same for the same index. */
const scattered = (index: number) => (index * 7_919) % 104_729;

/** Puts `count` pieces into `holder`, one by one. */
export function putIn(holder: Element, { piece, order }: Shape, count: number): void {
  const { ownerDocument: document } = holder;
  if (order === 'one text') {
    holder.append(document.createTextNode(piece.text.repeat(count)));
    return;
  }
  let inmost: Element = holder;
  const all: ChildNode[] = [];
  for (let index = 0; index < count; index++) {
    const node = made(document, piece);
    if (order === 'nested' && node instanceof (document.defaultView as typeof window).Element) {
      // Deeper than a page can be laid out, a tree takes the browser itself too long.
      if (index % 200 === 0) inmost = holder;
      inmost.append(node);
      inmost = node;
    } else if (order === 'prepend') holder.prepend(node);
    else if (order === 'middle') holder.insertBefore(node, all[index >> 1] ?? null);
    else if (order === 'random')
      holder.insertBefore(node, all[scattered(index) % (index + 1)] ?? null);
    else holder.append(node);
    all.push(node);
  }
}

/** Does with what stands in `holder` what comes next. */
export function goOn(holder: Element, { sequel }: Shape): void {
  const children = [...holder.childNodes];
  switch (sequel) {
    case 'remove':
      for (const child of children) child.remove();
      break;
    case 'remove every other':
      for (const [index, child] of children.entries()) if (index % 2 === 0) child.remove();
      break;
    case 'edit':
      for (const child of children) {
        const text = child.nodeType === Node.TEXT_NODE ? child : child.firstChild;
        if (text?.nodeType === Node.TEXT_NODE) (text as Text).appendData(' and xAI');
      }
      break;
    case 'move':
      for (const child of children.reverse()) holder.append(child);
      break;
    case 'toggle':
      holder.setAttribute('contenteditable', 'true');
      holder.removeAttribute('contenteditable');
      for (const child of children) (child as Partial<Element>).setAttribute?.('role', 'textbox');
      break;
    default:
  }
}
