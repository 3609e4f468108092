/**
 * What is done with the names of a page: has its marks attended to, tells the toolbar button and the popup of them,
 * follows the options that bear on them.
 */
import type { Part } from '../dom/runs.ts';
import type { AttendedPage, PageJudge } from '../protocol/marks.ts';
import type { Request, Responses } from '../protocol/messages.ts';
import type {
  CardOptions,
  MentionsControl,
  PageControl,
  PageMapper,
  PageReport,
  PointerControl,
  Reader,
} from '../protocol/world.ts';
import { type Following, follow } from '../settings/follow.ts';
import { HIGHLIGHT, highlightName } from '../settings/look.ts';
import { DEFAULTS, type Options } from '../settings/options.ts';
import type { FollowedStorage } from '../settings/storage.ts';
import { OPTION_KEYS, READ_KEY, storedOptions, storedRead } from '../settings/stored.ts';
import type { AttendantSetup, MarksAttendant } from './marks/attendant.ts';
import { createTallier } from './tallier.ts';

export interface MentionsSetup {
  readonly page: PageControl;
  readonly isTop: boolean;
  readonly storage: FollowedStorage;
  readonly privateStorage: FollowedStorage;
  /** Asks the background, again where that fails. */
  ask<R extends Request>(request: R): Promise<Responses[R['type']]>;
  /** Resolved once the page is loaded: its own scripts come first. */
  pageLoaded(): Promise<void>;
  createAttendant(setup: Omit<AttendantSetup, 'window'>): MarksAttendant;
  judgeBy(page: AttendedPage, answered: (parts: readonly Part[]) => void): PageJudge;
  readonly pointer: PointerControl;
  tally(): Promise<number>;
  report(): Promise<PageReport>;
  readonly reader: Reader;
  readonly mapper: PageMapper;
}

export class MentionsController implements MentionsControl {
  readonly #setup: MentionsSetup;
  readonly #following: Following;
  readonly #tallier;
  readonly pointer: PointerControl;
  readonly reader: Reader;
  readonly mapper: PageMapper;
  readonly privateStorage: FollowedStorage;
  /** Undefined: not read yet. */
  #options: Options | undefined;
  /** Ids of the paragraphs that were read. */
  #read: readonly string[] = [];
  #attended: AttendedPage | undefined;
  #attendant: MarksAttendant | undefined;
  /** The look to paint with, and the looks whose own sheets were asked for, which of them are there. */
  #look = HIGHLIGHT;
  readonly #sheets = new Map<string, 'asked' | 'here'>();

  constructor(setup: MentionsSetup) {
    const { storage, ask, pointer, reader, mapper, privateStorage } = setup;
    this.#setup = setup;
    this.pointer = pointer;
    this.reader = reader;
    this.mapper = mapper;
    this.privateStorage = privateStorage;
    this.#tallier = createTallier('0', () => ask({ type: 'tally' }).catch(() => undefined));
    this.#following = follow(storage, { local: [...OPTION_KEYS, READ_KEY] }, (stored) => {
      this.#options = storedOptions(stored);
      this.#read = storedRead(stored[READ_KEY]);
      this.#paint();
      // It may have been drawn by other options.
      this.#tallier.reset();
      this.settled();
    });
  }

  attend(): void {
    const { page, pageLoaded, createAttendant, judgeBy, ask } = this.#setup;
    const { mentions } = page;
    if (!mentions || mentions === this.#attended) return;
    const attendant = createAttendant({
      page: mentions,
      judgeBy: (answered) => judgeBy(mentions, answered),
      async firstParagraphs(passages) {
        const rankings = await ask({ type: 'rank', passages });
        return rankings.map(({ paragraphs: [first] }) => first?.id);
      },
      needsSheet: () => void this.#bringSheet(),
      isWanted() {
        if (!page.isAlive()) page.stop();
        return page.isAlive();
      },
    });
    this.#attended = mentions;
    this.#attendant = attendant;
    mentions.attendBy(attendant);
    attendant.start();
    this.#paint();
    pageLoaded().then(() => attendant.loaded());
  }

  decideAll(): void {
    this.attend();
    this.#attendant?.decideAll();
  }

  cardOptions(): CardOptions {
    const { paragraphLanguage, ...others } = this.#options ?? DEFAULTS;
    return { ...others, language: paragraphLanguage };
  }

  // ---- the look of marks -------------------------------------------------------------------------

  #paint(): void {
    if (!this.#options || !this.#attended || !this.#attendant) return;
    const { markStyle, markColour, markEach, dimRead } = this.#options;
    this.#attendant.wasRead = dimRead ? this.#read : [];
    this.#attendant.each = markEach;
    this.#look = highlightName(markStyle, markColour);
    this.#attendant.hasSheet = this.#sheets.get(this.#look) === 'here';
    this.#attended.painter.paintAs(this.#look);
    if (this.#look !== HIGHLIGHT) this.#bringSheet();
  }

  async #bringSheet(): Promise<void> {
    const look = this.#look;
    if (this.#sheets.has(look)) return;
    this.#sheets.set(look, 'asked');
    try {
      await this.#setup.ask({ type: 'look' });
      this.#sheets.set(look, 'here');
      if (look === this.#look && this.#attendant) this.#attendant.hasSheet = true;
    } catch {
      this.#sheets.delete(look);
    }
  }

  // ---- the toolbar button and the popup --------------------------------------------------------------

  settled(): void {
    const { page } = this.#setup;
    if (!this.#options || page.busy) return;
    this.#tallier.is(String(this.#options.badge ? page.count : 0));
  }

  left(): void {
    const { page, isTop, ask } = this.#setup;
    // The browser resets the button of a tab that leaves its page; the page may be shown again.
    this.#tallier.reset('0');
    // A frame that goes alone takes its mentions from the tab's.
    if (!isTop && page.count > 0) ask({ type: 'tally' }).catch(() => undefined);
  }

  shown(isFromCache: boolean): void {
    if (isFromCache) this.#following.readAnew();
    this.settled();
  }

  tally(): Promise<number> {
    return this.#setup.tally();
  }

  report(): Promise<PageReport> {
    return this.#setup.report();
  }

  stop(): void {
    this.#following.end();
    this.#tallier.stop();
  }
}
