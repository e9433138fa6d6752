// Says for each topic of other systems which mistakes are repaired (rule 10 of docs/architecture.md), with one table of mends per topic. An
// event that is still wrong after the repair is a dead letter.
import { type TSchema, Type } from '@sinclair/typebox';
import { type TypeCheck, TypeCompiler } from '@sinclair/typebox/compiler';
import { Value } from '@sinclair/typebox/value';
import { BindingReported, bindingReported } from '../topics/binding-reported.topic';
import { cutText } from './cut';
import {
  asKey,
  asText,
  asWord,
  isObject,
  leftOut,
  type Mend,
  mendFields,
  type Mends,
  type Note,
  sameId,
  shortened,
  time,
  visible,
  wholeNumber,
  wholeText,
  eachField,
  word,
  yesNo,
} from './mends';
import { MessageSent, messageSent } from '../topics/message-sent.topic';
import { SessionChanged, sessionChanged } from '../topics/session-changed.topic';
import { UserId } from '../values';

interface Repaired {
  event: object;
  notes: Note[];
  /** Recipients that are no user ids, cleaned and shortened for people to read. */
  badRecipients: string[];
}

export interface Repair {
  of: (event: object) => Repaired;
  /** The check that a repaired event must pass. */
  check: TypeCheck<TSchema>;
}

/** Vendors' options are small. Larger ones would leave no room for the devices of a record. */
export const MAX_VENDORS_BYTES = 32_768;
const MAX_USER_CHARACTERS = 128;

/** Some systems number their users and messages, so ids may come as numbers. */
const IDS: Mends = {
  app: asKey,
  user: asKey,
  device: asKey,
  session: asKey,
  messageId: asKey,
  conversation: asKey,
};

const SESSION: Mends = {
  ...IDS,
  change: asWord,
  platform: word,
  link: sameId,
  gateway: sameId,
  atMs: time,
  detail: shortened,
};

const REPORT: Mends = { ...IDS, reportedAtMs: time };

/** Judges each vendor's options alone, so that a mistake in one does not cost the others. */
const vendors: Mend = (value, place) => {
  if (!isObject(value)) return leftOut(value, place);
  const named = Object.entries(value).map(([name, options]) => [name.toLowerCase(), options] as const);
  const good = named.filter(([name, options]) => Value.Check(place.schema, { [name]: options })).slice(0, 16);
  if (good.length < named.length)
    place.note({
      field: place.path,
      what: `${named.length - good.length} of ${named.length} entries left out`,
    });
  return Object.fromEntries(good);
};

const PUSH: Mends = {
  title: shortened,
  text: shortened,
  ext: wholeText,
  click: leftOut,
  sound: asText,
  badge: eachField({ set: wholeNumber, add: wholeNumber }),
  class: word,
  vendors,
  enabled: yesNo,
};

/** A list without a valid user id counts as absent. */
const evenIfOnline: Mend = (value, place) => {
  if (!Array.isArray(value)) return yesNo(value, place);
  const users = idsIn(value).filter((user) => Value.Check(UserId, user));
  if (users.length < value.length)
    place.note({
      field: place.path,
      what: `${value.length - users.length} of ${value.length} are no user ids`,
    });
  return users.length === 0 ? undefined : users;
};

const MESSAGE: Mends = {
  ...IDS,
  sender: asText,
  sentAtMs: time,
  lifetimeSeconds: wholeNumber,
  kind: shortened,
  evenIfOnline,
  push: eachField(PUSH),
};

/** The contract without its limits on the number of recipients, which the gate takes in portions. */
const AnyNumber = Type.Object({
  ...MessageSent.properties,
  recipients: Type.Array(UserId, { minItems: 1 }),
  evenIfOnline: Type.Optional(Type.Union([Type.Boolean(), Type.Array(UserId)])),
});

const simple =
  (schema: TSchema, mends: Mends) =>
  (event: object): Repaired => {
    const notes: Note[] = [];
    const mended = mendFields(mends, event, { schema, path: '', note: (note) => notes.push(note) });
    return { event: mended, notes, badRecipients: [] };
  };

const message = simple(MessageSent, MESSAGE);

function repairedMessage(event: object): Repaired {
  const { event: mended, notes } = message(event);
  const { recipients, push, ...rest } = mended as { recipients?: unknown; push?: object };
  const small = push === undefined ? {} : { push: withoutHugeOptions(push, notes) };
  const { users, bad } = sifted(recipients);
  // No valid recipient at all: the list stays as it is, and the check that follows names the problem.
  if (users.length === 0) return { event: { ...rest, ...small, recipients }, notes, badRecipients: [] };
  if (bad.length > 0)
    notes.push({
      field: 'recipients',
      what: `${bad.length} of ${users.length + bad.length} are no user ids and are stopped`,
    });
  return { event: { ...rest, ...small, recipients: users }, notes, badRecipients: bad };
}

function withoutHugeOptions(push: object, notes: Note[]): object {
  const { vendors: options, ...rest } = push as { vendors?: unknown };
  if (options === undefined || Buffer.byteLength(JSON.stringify(options)) <= MAX_VENDORS_BYTES) return push;
  notes.push({ field: 'push.vendors', what: `left out: more than ${MAX_VENDORS_BYTES} bytes` });
  return rest;
}

function sifted(recipients: unknown): { users: string[]; bad: string[] } {
  const users: string[] = [];
  const bad: string[] = [];
  for (const one of Array.isArray(recipients) ? idsIn(recipients) : [])
    if (Value.Check(UserId, one)) users.push(one);
    else bad.push(readable(one));
  return { users, bad };
}

/** Numbers are taken as ids only if the list has no texts. A number among texts is a mistake. */
const idsIn = (list: readonly unknown[]): readonly unknown[] =>
  list.some((one) => typeof one === 'string') ? list : list.map(asKey);

const readable = (one: unknown): string =>
  cutText(visible(typeof one === 'string' && one !== '' ? one : JSON.stringify(one)), MAX_USER_CHARACTERS);

const compiled = (schema: TSchema): TypeCheck<TSchema> => TypeCompiler.Compile(schema) as TypeCheck<TSchema>;

/** By topic. The topics of our own services have no repair: their contracts are strict. */
export const REPAIRS: ReadonlyMap<string, Repair> = new Map<string, Repair>([
  [sessionChanged.name, { of: simple(SessionChanged, SESSION), check: sessionChanged.check }],
  [bindingReported.name, { of: simple(BindingReported, REPORT), check: bindingReported.check }],
  [messageSent.name, { of: repairedMessage, check: compiled(AnyNumber) }],
]);
