/** Goes from mention to mention of one frame. Reads the page; `walk.ts` decides. */

import { countAbove } from '../../dom/count-above.ts';
import { inDocumentOrder } from '../../dom/document-order.ts';
import { shownClosest } from '../../dom/flat-tree.ts';
import * as native from '../../dom/native.ts';
import { rectsOf } from '../../dom/range.ts';
import { createSight } from '../../dom/visible.ts';
import type { Mention } from '../../protocol/marks.ts';
import type { WalkSurvey } from '../../protocol/world.ts';
import { before, onItem, type Position, seek } from './walk.ts';

export class Walker {
  #current: Mention | undefined;
  #stoodAt = 0;

  constructor(
    private readonly window: Window,
    private readonly mentions: () => readonly Mention[],
  ) {}

  /** The reader is at this mention. */
  standOn(mention: Mention): void {
    this.#current = mention;
    this.#stoodAt = Date.now();
  }

  survey(name: string | undefined): WalkSurvey {
    const all = inDocumentOrder(this.mentions());
    const isWanted = this.#filter(name);
    const { next, previous } = this.#position(all);
    const ahead = seek(all, next, 1, isWanted) !== undefined;
    const behind = seek(all, previous, -1, isWanted) !== undefined;
    const any = ahead || behind || seek(all, 0, 1, isWanted) !== undefined;
    return { any, ahead, behind, stoodAt: this.#stoodAt };
  }

  next(direction: 1 | -1, name: string | undefined, from: 'here' | 'edge'): Mention | undefined {
    const all = inDocumentOrder(this.mentions());
    const edge = direction === 1 ? 0 : all.length - 1;
    const here = this.#position(all);
    const start = from === 'edge' ? edge : direction === 1 ? here.next : here.previous;
    const index = seek(all, start, direction, this.#filter(name));
    return index === undefined ? undefined : all[index];
  }

  /** At the mention where the walk stands if that is still in view, else at the view's top. */
  #position(all: readonly Mention[]): Position {
    const current = this.#current;
    const index = current
      ? all.findIndex(
          ({ startNode, start }) => startNode === current.startNode && start === current.start,
        )
      : -1;
    const top = (mention: Mention) => rectsOf(mention)[0]?.top;
    const bottom = (mention: Mention) => rectsOf(mention)[0]?.bottom;
    const found = all[index];
    if (found && (bottom(found) ?? -1) > 0 && (top(found) ?? 0) < this.window.innerHeight) {
      return onItem(index);
    }
    return before(
      countAbove(all, (mention) => {
        const at = bottom(mention);
        return at === undefined ? undefined : at <= 0;
      }),
    );
  }

  /** Whether a mention can be gone to: of the name, to be seen, and not behind a modal dialog. */
  #filter(name: string | undefined): (mention: Mention) => boolean {
    const { document } = this.window;
    const isSeeable = createSight(this.window);
    const hasModal = native.selectFirstInDocument(document, ':modal') !== null;
    return (mention) => {
      if (name !== undefined && mention.name !== name) return false;
      const { startNode } = mention;
      if (shownClosest(startNode, '[inert]')) return false;
      if (hasModal && shownClosest(startNode, ':modal') === undefined) return false;
      return isSeeable(mention);
    };
  }
}
