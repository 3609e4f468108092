/** Looks at a page as often as that may tell more. */
import { contentType, hasAccess, isLoading, readPage, reports, type TabPage } from './page.ts';
import { type Known, pageKind } from './state.ts';

/** Milliseconds between two looks while the page still loads, is being scanned or lacks our script. */
const LOOK_AGAIN_MS = 250;

export interface PageLook {
  /** Looks once more, at once. */
  look(): Promise<void>;
  /** Nothing is told any more. */
  end(): void;
}

/**
 * @param tell is told what a look found
 * @param canLook resolved once it is time to look
 */
export function lookAtPage(
  page: TabPage,
  tell: (change: Partial<Known>) => void,
  canLook: () => Promise<void> = async () => undefined,
): PageLook {
  let again: ReturnType<typeof setTimeout> | undefined;
  let isEnded = false;

  async function look(): Promise<void> {
    clearTimeout(again);
    await canLook();
    if (isEnded) return;
    const access = await hasAccess(page.pattern);
    const [found, type, tabLoads] = await Promise.all([
      // Chromium does not refuse to ask a page that is withheld: it waits until it no longer is.
      access ? reports(page.tabId) : undefined,
      access ? contentType(page.tabId) : undefined,
      isLoading(page.tabId),
    ]);
    if (isEnded) return;
    // A page with our script is read although a picture of it may still be on its way.
    const loading = found?.length ? found.some((report) => report.loading) : tabLoads;
    const isRead = found !== undefined && found.length > 0;
    const kind = pageKind(page.url, type);
    tell({ hasAccess: access, kind, reports: found, loading, ...(!isRead && { blocks: [] }) });
    // The text is read once it is all there, and shown when the rest stands.
    if (!loading && isRead) {
      const blocks = await readPage(page.tabId);
      if (isEnded) return;
      tell({ blocks });
    }
    // A page without our script may be given it at any moment: the site was just allowed.
    clearTimeout(again);
    if (loading || found?.length === 0) again = setTimeout(look, LOOK_AGAIN_MS);
  }

  return {
    look,
    end() {
      isEnded = true;
      clearTimeout(again);
    },
  };
}
