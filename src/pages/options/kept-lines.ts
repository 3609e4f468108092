import type { SetAside } from '../../settings/read-settings.ts';
import { shorten } from '../../settings/shorten.ts';

/** How much is shown of what was kept aside: it may be anything, and anything long. */
const LINES = 50;
const MOST_KEY = 80;
const MOST_VALUE = 200;

/** What was kept aside, one in a line; "…" in the last one for those that are not shown. */
export function keptLines(aside: readonly SetAside[]): string[] {
  const lines = aside
    .slice(0, LINES)
    .map(({ key, value }) => `${shorten(key, MOST_KEY)}: ${shorten(jsonOf(value), MOST_VALUE)}`);
  return aside.length > LINES ? [...lines, '…'] : lines;
}

/** JSON, or nothing of what is nested deeper than that can be written. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '…';
  } catch {
    return '…';
  }
}
