// A part of a story ↔ the text of its row: JSON in lists, without names of fields, times counted from when the message was sent. Pure.
// A reader of a newer form must read this one: the first number names the form.
import type { LaneAfter } from '@offline-push/contracts';
import type { Address, Attempt, Device, Outcome, Person, Receipt, Sent, Stop, Story } from './story';

const FORM = 1;
type Text = string | null;
type Number0 = number | null;
type Row = readonly unknown[];

export function packed(story: Story): string {
  const baseMs = story.sentAtMs ?? 0;
  const at: At = (ms) => (ms === undefined ? null : ms - baseMs);
  const people = [...story.people].map(([user, person]) => personRow(user, person, at));
  return JSON.stringify([
    FORM,
    story.app,
    story.messageId,
    story.conversation,
    story.sentAtMs,
    at(story.expiresAtMs),
    story.contentHash,
    story.traceparent,
    story.notes,
    story.sent === undefined ? null : sentRow(story.sent, at),
    sorted(people),
    // Nearly all are chats, whose rows end here.
    ...(story.class === undefined ? [] : [story.class]),
  ]);
}

type At = (ms: number | undefined) => Number0;

/** What a row of this app begins with, so that the database finds it without reading on. */
export const beginningOf = (app: string): string => `${JSON.stringify([FORM, app]).slice(0, -1)},`;

/** By their ids, so that one story has one text. In JSON an undefined element of a list is null. */
const sorted = (rows: Row[]): Row[] =>
  rows.length < 2 ? rows : rows.sort((a, b) => ((a[0] as string) < (b[0] as string) ? -1 : 1));

function personRow(user: string, { stop, letter, devices }: Person, at: At): Row {
  const rows = sorted([...devices].map(([id, device]) => deviceRow(id, device, at)));
  const ends =
    letter === undefined
      ? stopRow(stop, at)
      : [...(stopRow(stop, at) ?? [null, null]), letter.reason, at(letter.atMs)];
  return [user, ends, ...rows];
}

const sentRow = (s: Sent, at: At): Row => [
  at(s.atMs),
  s.place,
  s.sender,
  s.kind,
  s.lifetimeSeconds,
  s.titleLength,
  s.textLength,
  s.extLength,
  at(s.againAtMs),
];

const stopRow = (stop: Stop<string> | undefined, at: At): Row | null =>
  stop === undefined ? null : [stop.reason, at(stop.atMs)];

const deviceRow = (id: string, d: Device, at: At): Row => [
  id,
  d.session,
  stopRow(d.gateStop, at),
  at(d.gatedAtMs),
  stopRow(d.addressStop, at),
  d.address === undefined ? null : addressRow(d.address, at),
  d.attempts.map((attempt) => attemptRow(attempt, at)),
  d.outcome === undefined ? null : outcomeRow(d.outcome, at),
  d.receipts.map(({ event, atMs, code }) => [event, at(atMs), code]),
  ...(d.letter === undefined ? [] : [stopRow(d.letter, at)]),
];

const addressRow = ({ atMs, targetId, vendor, certificateId, tokenHash }: Address, at: At): Row => [
  at(atMs),
  targetId,
  vendor,
  certificateId,
  tokenHash,
];

const attemptRow = (a: Attempt, at: At): Row => [
  a.number,
  at(a.atMs),
  a.tookMs,
  a.certificateId,
  a.version,
  a.carried,
  a.lane.state,
  at(a.lane.untilMs),
  a.verdict,
  a.code,
  a.says,
  a.vendorMessageId,
  a.inDoubt,
  at(a.nextAtMs),
  a.end,
];

const outcomeRow = (o: Outcome, at: At): Row => [
  at(o.atMs),
  o.state,
  o.targetId,
  o.vendor,
  o.certificateId,
  o.attempts,
  o.inDoubt,
  o.code,
  o.detail,
  o.vendorMessageId,
  o.notes,
];

export function unpacked(body: string): Story {
  const row = JSON.parse(body) as Row;
  if (row[0] !== FORM) throw new Error(`a story of form ${String(row[0])}: a newer release wrote it`);
  const baseMs = (row[4] as Number0) ?? 0;
  const ms: Ms = (value) => (value === null ? undefined : (value as number) + baseMs);
  const people = new Map<string, Person>();
  for (const person of row[10] as Row[]) people.set(person[0] as string, personIn(person, ms));
  return {
    app: row[1] as string,
    messageId: row[2] as string,
    conversation: text0(row[3]),
    sentAtMs: number0(row[4]),
    expiresAtMs: ms(row[5]),
    contentHash: text0(row[6]),
    class: row[11] === 'bulk' ? 'bulk' : undefined,
    traceparent: text0(row[7]),
    notes: (row[8] as string[] | null) ?? undefined,
    sent: row[9] === null ? undefined : sentIn(row[9] as Row, ms),
    people,
  };
}

type Ms = (value: unknown) => number | undefined;
const text0 = (value: unknown): string | undefined => (value as Text) ?? undefined;
const number0 = (value: unknown): number | undefined => (value as Number0) ?? undefined;

// Plain literals: objects that are spread together take ten times as long, and this is done for every push.

const sentIn = (r: Row, ms: Ms): Sent => ({
  atMs: ms(r[0]) ?? 0,
  place: r[1] as string,
  sender: text0(r[2]),
  kind: text0(r[3]),
  lifetimeSeconds: number0(r[4]),
  titleLength: r[5] as number,
  textLength: r[6] as number,
  extLength: r[7] as number,
  againAtMs: ms(r[8]),
});

const stopIn = <Reason extends string>(row: unknown, ms: Ms): Stop<Reason> | undefined =>
  row === null || row === undefined || (row as Row)[0] === null
    ? undefined
    : { reason: (row as Row)[0] as Reason, atMs: ms((row as Row)[1]) ?? 0 };

/** Behind the stop of a person is the dead letter, if there was one. */
const letterIn = (row: unknown, ms: Ms): Person['letter'] =>
  row === null || (row as Row).length < 4 ? undefined : stopIn((row as Row).slice(2), ms);

function personIn(row: Row, ms: Ms): Person {
  const devices = new Map<string, Device>();
  for (let i = 2; i < row.length; i++) {
    const device = row[i] as Row;
    devices.set(device[0] as string, deviceIn(device, ms));
  }
  return { stop: stopIn(row[1], ms), letter: letterIn(row[1], ms), devices };
}

const deviceIn = (r: Row, ms: Ms): Device => ({
  session: text0(r[1]),
  gateStop: stopIn(r[2], ms),
  gatedAtMs: ms(r[3]),
  addressStop: stopIn(r[4], ms),
  address: r[5] === null ? undefined : addressIn(r[5] as Row, ms),
  attempts: (r[6] as Row[]).map((row) => attemptIn(row, ms)),
  outcome: r[7] === null ? undefined : outcomeIn(r[7] as Row, ms),
  receipts: (r[8] as Row[]).map((row) => receiptIn(row, ms)),
  letter: stopIn(r[9], ms),
});

const addressIn = (r: Row, ms: Ms): Address => ({
  atMs: ms(r[0]) ?? 0,
  targetId: r[1] as string,
  vendor: r[2] as string,
  certificateId: r[3] as number,
  tokenHash: r[4] as string,
});

const attemptIn = (r: Row, ms: Ms): Attempt => ({
  number: r[0] as number,
  atMs: ms(r[1]) ?? 0,
  tookMs: r[2] as number,
  certificateId: r[3] as number,
  version: r[4] as number,
  carried: r[5] as number,
  lane: laneIn(r[6] as LaneAfter['state'], ms(r[7])),
  verdict: r[8] as Attempt['verdict'],
  code: text0(r[9]),
  says: text0(r[10]),
  vendorMessageId: text0(r[11]),
  inDoubt: number0(r[12]),
  nextAtMs: ms(r[13]),
  end: text0(r[14]) as Attempt['end'],
});

const laneIn = (state: LaneAfter['state'], untilMs: number | undefined): LaneAfter =>
  untilMs === undefined ? { state } : { state, untilMs };

const outcomeIn = (r: Row, ms: Ms): Outcome => ({
  atMs: ms(r[0]) ?? 0,
  state: r[1] as Outcome['state'],
  targetId: r[2] as string,
  vendor: r[3] as string,
  certificateId: r[4] as number,
  attempts: r[5] as number,
  inDoubt: r[6] as number,
  code: text0(r[7]),
  detail: text0(r[8]),
  vendorMessageId: text0(r[9]),
  notes: (r[10] as string[] | null) ?? undefined,
});

const receiptIn = (r: Row, ms: Ms): Receipt => ({
  event: r[0] as Receipt['event'],
  atMs: ms(r[1]) ?? 0,
  code: text0(r[2]),
});
