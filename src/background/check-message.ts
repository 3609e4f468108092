/**
 * What a message has to be, and who may send which: decided here for all of them, before any handler. Pure.
 *
 * A schema takes what is written in it and nothing else: an unknown field refuses the message.
 */
import * as v from 'valibot';
import { SAMPLE_PIECES } from '../names/judge-questions.ts';
import {
  MARK_CHANGES,
  MOST_PASSAGES,
  type Request,
  type RequestOf,
  type Responses,
  TITLE_UNITS,
} from '../protocol/messages.ts';
import { PRIVATE_PREFIX } from '../settings/stored.ts';
import {
  type CheckedSender,
  checkSender,
  type FrameSender,
  type MessageSender,
  type Own,
  type OwnSender,
  Refusal,
} from './check-sender.ts';

type Type = Request['type'];

/** Who may send what. `private`: a frame in a private window; `any`: frames and our own pages. */
const MAY_SEND = {
  load: 'frame',
  judge: 'frame',
  rank: 'any',
  cover: 'own',
  edition: 'any',
  look: 'frame',
  site: 'any',
  dismiss: 'frame',
  article: 'any',
  step: 'own',
  card: 'frame',
  change: 'frame',
  language: 'frame',
  read: 'frame',
  options: 'frame',
  tally: 'frame',
  privateRules: 'private',
} as const satisfies Record<Type, keyof Senders>;

interface Senders {
  readonly frame: FrameSender;
  readonly private: FrameSender;
  readonly own: OwnSender;
  readonly any: CheckedSender;
}

/** The sender that the handler of a type gets to see. */
type SenderOf<T extends Type> = Senders[(typeof MAY_SEND)[T]];

/** One for each type of message, which answers with what that type is answered with. */
export type Handlers = {
  readonly [T in Type]: (request: RequestOf<T>, sender: SenderOf<T>) => Promise<Responses[T]>;
};

/** `private:` and a host, which has at most 253 letters; `[` begins an address of numbers. */
const privateKey = v.pipe(v.string(), v.maxLength(PRIVATE_PREFIX.length + 255));
/** A host has at most 127 parts, each of which makes a site above it. */
const MOST_KEYS = 128;

/** As the build checks them (`src/build/story/read-story.ts`), and no longer than any is. */
const nameId = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,63}$/));
const paragraphId = v.pipe(v.string(), v.regex(/^p[1-9]\d{0,5}$/));
const languageTag = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,35}$/));

const LONGEST_PIECE = 4_000;
const MOST_QUESTIONS = 64;
const MOST_BOUNDS = 1_024;
const piece = v.pipe(v.string(), v.maxLength(LONGEST_PIECE));
const offset = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(LONGEST_PIECE));
const grows = (bounds: number[]) =>
  bounds.every((bound, index) => index === 0 || bound > (bounds[index - 1] ?? 0));
const question = v.strictObject({
  text: piece,
  bounds: v.pipe(v.array(offset), v.minLength(2), v.maxLength(MOST_BOUNDS), v.check(grows)),
  from: offset,
  to: offset,
});

const passage = v.strictObject({
  name: nameId,
  text: piece,
  start: offset,
  end: offset,
  title: v.pipe(v.string(), v.maxLength(TITLE_UNITS)),
});

type Schemas = { readonly [T in Type]: v.GenericSchema<unknown, RequestOf<T>> };

/** Those that are the same for every story. */
const SCHEMAS: Omit<Schemas, 'edition' | 'language'> = {
  load: v.strictObject({
    type: v.literal('load'),
    part: v.picklist(['card', 'mentions']),
  }),
  judge: v.strictObject({
    type: v.literal('judge'),
    title: v.pipe(v.string(), v.maxLength(TITLE_UNITS)),
    sample: v.pipe(v.array(piece), v.maxLength(SAMPLE_PIECES)),
    questions: v.pipe(v.array(question), v.maxLength(MOST_QUESTIONS)),
  }),
  rank: v.strictObject({
    type: v.literal('rank'),
    passages: v.pipe(v.array(passage), v.maxLength(MOST_PASSAGES)),
  }),
  cover: v.strictObject({ type: v.literal('cover'), blocks: v.array(v.string()) }),
  look: v.strictObject({ type: v.literal('look') }),
  site: v.strictObject({ type: v.literal('site') }),
  dismiss: v.strictObject({ type: v.literal('dismiss') }),
  article: v.strictObject({
    type: v.literal('article'),
    paragraph: v.exactOptional(paragraphId),
    lang: v.exactOptional(languageTag),
  }),
  step: v.strictObject({
    type: v.literal('step'),
    tabId: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    direction: v.picklist([1, -1]),
    name: v.exactOptional(nameId),
  }),
  card: v.strictObject({ type: v.literal('card'), isOpen: v.boolean() }),
  change: v.strictObject({
    type: v.literal('change'),
    what: v.picklist(MARK_CHANGES),
    name: nameId,
    isUndone: v.boolean(),
  }),
  read: v.strictObject({ type: v.literal('read'), paragraph: paragraphId }),
  options: v.strictObject({ type: v.literal('options') }),
  tally: v.strictObject({ type: v.literal('tally') }),
  privateRules: v.strictObject({
    type: v.literal('privateRules'),
    keys: v.pipe(v.array(privateKey), v.maxLength(MOST_KEYS)),
  }),
};

/** @param languages of the editions that may be asked for */
const schemasFor = (languages: readonly string[]): Schemas => ({
  ...SCHEMAS,
  edition: v.strictObject({ type: v.literal('edition'), lang: v.picklist(languages) }),
  language: v.strictObject({ type: v.literal('language'), lang: v.picklist(languages) }),
});

function typeOf(message: unknown, schemas: Schemas): Type {
  const type = typeof message === 'object' && message !== null && Reflect.get(message, 'type');
  if (typeof type !== 'string' || !Object.hasOwn(schemas, type))
    throw new Refusal('no such message');
  return type as Type;
}

function maySend(type: Type, sender: CheckedSender): boolean {
  const who = MAY_SEND[type];
  if (who === 'any') return true;
  if (who === 'private') return sender.is === 'frame' && sender.tab.incognito;
  return who === sender.is;
}

/** @throws {Refusal} for a message that is none, or that this sender may not send */
function checkMessage(
  message: unknown,
  sender: CheckedSender,
  schemas: Schemas,
): { readonly [T in Type]: RequestOf<T> }[Type] {
  const type = typeOf(message, schemas);
  const result = v.safeParse(schemas[type], message, { abortEarly: true });
  if (!result.success) throw new Refusal(`${type}: wrong or unknown field`);
  const { output } = result;
  if (!maySend(type, sender)) {
    throw new Refusal(`${type}: not from there`);
  }
  return output;
}

/** A handler gets what belongs to its type: `checkMessage` has seen to it. */
function handle<T extends Type>(
  handlers: Handlers,
  request: RequestOf<T>,
  sender: SenderOf<T>,
): Promise<Responses[T]> {
  const type: T = request.type;
  return handlers[type](request, sender);
}

/**
 * Answers messages: what passes is handed to its handler, all else rejects with a `Refusal`. A frame is not
 * told why a handler failed: what a browser says of that names addresses.
 * @param languages of the editions that are in the package
 */
export function answering(
  handlers: Handlers,
  own: Own,
  languages: readonly string[],
): (message: unknown, sender: MessageSender) => Promise<unknown> {
  const schemas = schemasFor(languages);
  return async (message, from) => {
    try {
      const sender = checkSender(from, own);
      const request = checkMessage(message, sender, schemas);
      try {
        return await handle(handlers, request, sender as never);
      } catch (error) {
        if (sender.is === 'own' || error instanceof Refusal) throw error;
        throw new Error(`Failed: ${request.type}`, { cause: error });
      }
    } catch (error) {
      if (__DEV__) console.warn('Backstory:', error, message);
      throw error;
    }
  };
}
