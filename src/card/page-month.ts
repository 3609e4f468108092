/** When a page was published, as far as it says so itself. */
import * as native from '../dom/native.ts';

/** Where news sites tell it (Open Graph, schema.org). */
const PUBLISHED =
  'meta[property="article:published_time"], meta[itemprop="datePublished"], meta[name="date"]';

/** Year and month of a page (`2026-05`); undefined where it tells none, or one that cannot be. */
export function pageMonth(document: Document): string | undefined {
  const meta = native.selectFirstInDocument(document, PUBLISHED);
  const [month] =
    /^\d{4}-(?:0[1-9]|1[0-2])(?=\b)/.exec(meta ? (native.attribute(meta, 'content') ?? '') : '') ??
    [];
  return month !== undefined && month >= '1990-01' && month <= thisMonth() ? month : undefined;
}

const thisMonth = () => new Date().toISOString().slice(0, 7);
