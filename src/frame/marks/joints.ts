/** Remembers what the page's styles said of texts that touch: a style sheet may come later, or be another. */

import { isParted } from '../../dom/runs.ts';
import { isIn } from '../../dom/tree.ts';

/** Joints of a page that are remembered, the latest, and those of them that are asked about at once. */
const MOST_REMEMBERED = 1_024;
const ASKED_AT_ONCE = 64;

export interface Joints {
  /** Whether the styles part `after` from `before`, the text before it. */
  isParted(before: Text, after: Text): boolean;
  /** Those of the texts after a joint of which another thing is true by now. Asks about some of them, in turn. */
  partedAnew(): Text[];
}

export function createJoints(): Joints {
  /** By the text after it; the one that was asked about longest ago first. */
  const known = new Map<Text, { readonly before: Text; readonly isParted: boolean }>();

  function ask(before: Text, after: Text): boolean {
    const answer = isParted(before, after);
    known.delete(after);
    known.set(after, { before, isParted: answer });
    if (known.size > MOST_REMEMBERED) known.delete(known.keys().next().value as Text);
    return answer;
  }

  return {
    isParted: ask,
    partedAnew() {
      const others: Text[] = [];
      for (const [after, joint] of [...known].slice(0, ASKED_AT_ONCE)) {
        const { before } = joint;
        if (!isIn(document, after) || !isIn(document, before)) known.delete(after);
        else if (ask(before, after) !== joint.isParted) others.push(after);
      }
      return others;
    },
  };
}
