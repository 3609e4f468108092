/** Random documents and random edits of them, for browsers; knows nothing of a test runner. */
import fc from 'fast-check';

export const STYLE =
  '.flex { display: flex } .block { display: inline-block } .none { display: none }';

export type Spec =
  | { readonly text: string }
  | {
      readonly tag: string;
      readonly attribute: readonly [string, string] | null;
      readonly shadow: readonly Spec[] | null;
      readonly children: readonly Spec[];
    };

/** `pre` is not among them: whether its lines are prose, a judge says. */
export const PLAIN_TAGS: readonly string[] = [
  ...['div', 'p', 'span', 'b', 'i', 'a', 'x-card', 'x-card', 'section', 'span', 'div'],
  ...['code', 'textarea', 'wbr', 'br', 'script', 'button', 'template'],
];
const attribute = fc.constantFrom(
  ...[null, null, null, null, null],
  ...(['true', 'false', '', 'plaintext-only'] as const).map(
    (value) => ['contenteditable', value] as const,
  ),
  ['role', 'textbox'] as const,
  ['class', 'flex'] as const,
  ['class', 'block'] as const,
  ['class', 'none'] as const,
);

/** Documents and edits of these pieces of text and these kinds of elements. */
export function randomEdits(texts: readonly string[], tags = [...PLAIN_TAGS, 'pre']) {
  const tag = fc.constantFrom(...tags);
  const text = fc.constantFrom(...texts);
  const { spec } = fc.letrec<{ spec: Spec; specs: Spec[] }>((tie) => ({
    spec: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      text.map((data) => ({ text: data })),
      fc.record({
        tag,
        attribute,
        shadow: fc.option(tie('specs'), { freq: 6 }),
        children: tie('specs'),
      }),
    ),
    specs: fc.array(tie('spec'), { maxLength: 5, size: 'max' }),
  }));

  const at = fc.nat({ max: 999 });
  const edit = fc.oneof(
    fc.record({ do: fc.constant('setData' as const), at, data: text }),
    fc.record({ do: fc.constant('appendData' as const), at, data: text }),
    fc.record({ do: fc.constant('splitText' as const), at, offset: fc.nat({ max: 8 }) }),
    fc.record({ do: fc.constant('normalize' as const), at }),
    fc.record({ do: fc.constant('remove' as const), at }),
    fc.record({ do: fc.constant('move' as const), at, to: at }),
    fc.record({ do: fc.constant('moveToShadow' as const), at, to: at }),
    fc.record({ do: fc.constant('insert' as const), at, spec }),
    fc.record({ do: fc.constant('append' as const), at, spec }),
    fc.record({ do: fc.constant('replaceWith' as const), at, spec }),
    fc.record({ do: fc.constant('wrap' as const), at, tag }),
    fc.record({ do: fc.constant('unwrap' as const), at }),
    fc.record({ do: fc.constant('innerHTML' as const), at, data: text }),
    fc.record({ do: fc.constant('attribute' as const), at, attribute }),
    fc.record({ do: fc.constant('attachShadow' as const), at, spec }),
    fc.record({ do: fc.constant('sendAway' as const), at }),
    fc.record({ do: fc.constant('fetchBack' as const), at }),
    // Lets the engine look at what there is so far.
    {
      weight: 8,
      arbitrary: fc.record({ do: fc.constant('pause' as const), rests: fc.boolean() }),
    },
  );
  return {
    document: fc.array(spec, { minLength: 1, maxLength: 8, size: 'max' }),
    edits: fc.array(edit, { maxLength: 24, size: 'max' }),
  };
}

type Edits = ReturnType<typeof randomEdits>['edits'] extends fc.Arbitrary<infer T> ? T : never;
export type Edit = Edits[number];

/** Shadow roots can only be attached to these, and only once; those of paragraphs are not looked for. */
const takesShadow = (element: Element) =>
  (/^(?:div|span|section)$/.test(element.localName) || element.localName.includes('-')) &&
  !element.shadowRoot;

export function build(document: Document, what: Spec): Node {
  if ('text' in what) return document.createTextNode(what.text);
  const element = document.createElement(what.tag);
  if (what.attribute) element.setAttribute(what.attribute[0], what.attribute[1]);
  element.append(...what.children.map((child) => build(document, child)));
  if (what.shadow && takesShadow(element)) {
    const root = element.attachShadow({ mode: 'open' });
    root.append(...what.shadow.map((child) => build(document, child)));
  }
  return element;
}

/** In document order, shadow roots after the children of their host. */
export function allNodes(root: Node): Node[] {
  return [...root.childNodes].flatMap((node) => [
    node,
    ...allNodes(node),
    ...((node as Element).shadowRoot ? allNodes((node as Element).shadowRoot as ShadowRoot) : []),
  ]);
}

const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % list.length];

/** Nodes are sent away to the other document, and fetched back. */
export function apply(
  change: Exclude<Edit, { do: 'pause' }>,
  home: Document,
  away: Document,
): void {
  const { body } = home;
  const nodes = allNodes(body);
  const elements = nodes.filter((node) => node.nodeType === Node.ELEMENT_NODE) as Element[];
  const texts = nodes.filter((node) => node.nodeType === Node.TEXT_NODE) as Text[];
  const node = pick(nodes, change.at) as ChildNode | undefined;
  const element = pick([body, ...elements], change.at) as Element;
  const place = pick(texts, change.at);
  switch (change.do) {
    case 'setData':
      if (place) place.data = change.data;
      break;
    case 'appendData':
      place?.appendData(change.data);
      break;
    case 'splitText':
      place?.splitText(Math.min(change.offset, place.length));
      break;
    case 'normalize':
      element.normalize();
      break;
    case 'remove':
      node?.remove();
      break;
    case 'move': {
      const target = pick(nodes, change.to) as ChildNode | undefined;
      if (node && target && !reaches(node, target)) target.before(node);
      break;
    }
    case 'moveToShadow': {
      const hosts = elements.filter(({ shadowRoot }) => shadowRoot);
      const root = pick(hosts, change.to)?.shadowRoot;
      if (node && root && !reaches(node, root)) root.append(node);
      break;
    }
    case 'insert':
      node?.before(build(home, change.spec));
      break;
    case 'append':
      element.append(build(home, change.spec));
      break;
    case 'replaceWith':
      node?.replaceWith(build(home, change.spec));
      break;
    case 'wrap': {
      const wrapper = home.createElement(change.tag);
      node?.replaceWith(wrapper);
      if (node) wrapper.append(node);
      break;
    }
    case 'unwrap':
      if (element !== body) element.replaceWith(...element.childNodes);
      break;
    case 'innerHTML':
      element.innerHTML = `${change.data}<b>${change.data}</b>AI`;
      break;
    case 'attribute':
      // A class alone that lays letters out apart is noticed with the text's next change.
      if (change.attribute?.[0] === 'class') break;
      if (change.attribute) element.setAttribute(change.attribute[0], change.attribute[1]);
      else for (const name of ['contenteditable', 'role']) element.removeAttribute(name);
      break;
    case 'attachShadow':
      // Light content that a new shadow root no longer shows counts as laid out apart, see above.
      if (element !== body && takesShadow(element) && !element.firstElementChild) {
        element.attachShadow({ mode: 'open' }).append(build(home, change.spec));
      }
      break;
    case 'sendAway':
      if (node) away.body.append(node);
      break;
    case 'fetchBack': {
      const guest = pick([...away.body.childNodes], change.at);
      if (guest) element.append(guest);
      break;
    }
  }
}

/** Whether `inner` is in `outer`, be it in a shadow root. */
function reaches(outer: Node, inner: Node): boolean {
  for (let node: Node | null = inner; node; ) {
    if (node === outer) return true;
    node = node.parentNode ?? (node as Partial<ShadowRoot>).host ?? null;
  }
  return false;
}
