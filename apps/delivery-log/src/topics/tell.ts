// Each event of the push path → what it adds to stories. Pure. Texts and tokens end here: of a text its length is told, of a token its hash.
import type { BusRecord, Delivered } from '@offline-push/bus';
import {
  DEFAULT_LIFETIME_SECONDS,
  type MessageSent,
  type PushAddressed,
  type PushAttempted,
  type PushGated,
  type PushOutcome,
  type PushReceipted,
  tokenHashOf,
} from '@offline-push/contracts';
import { canonicalTokenOf } from '@offline-push/vendors/catalog';
import { attemptsOf, receiptsOf, sentOf } from '../story/merge';
import { type Attempt, deviceIn, personIn, type Sent, type Story } from '../story/story';
import type { Drafts } from './drafts';

/** As presence believes a sender: a time that is later than the record's, or hardly earlier, is the record's. */
const BELIEVED_AFTER_MS = 1_000;
/** No contract takes a later one. A record's own time may be anything, and its hours must fit into their columns. */
const LAST_MS = 253_402_300_799_999;

export function tellSent(drafts: Drafts, { event, record, traceparent }: Delivered<MessageSent>): void {
  const { app, messageId, conversation, lifetimeSeconds = DEFAULT_LIFETIME_SECONDS } = event;
  const recordAtMs = timeOf(record);
  const saidMs = event.sentAtMs ?? recordAtMs;
  const sentAtMs = saidMs < recordAtMs - BELIEVED_AFTER_MS ? saidMs : recordAtMs;
  const sent = publicationOf(event, recordAtMs, `${record.partition}@${record.offset}`);
  for (const user of event.recipients) {
    const story = drafts.storyOf(app, messageId, user, sentAtMs);
    story.conversation ??= conversation;
    story.expiresAtMs ??= sentAtMs + lifetimeSeconds * 1000;
    story.traceparent ??= traceparent;
    story.sent = sentOf(story.sent, sent);
    personIn(story, user);
  }
}

const publicationOf = (message: MessageSent, atMs: number, place: string): Sent => ({
  atMs,
  place,
  sender: message.sender,
  kind: message.kind,
  lifetimeSeconds: message.lifetimeSeconds,
  titleLength: message.push?.title?.length ?? 0,
  textLength: message.push?.text?.length ?? 0,
  extLength: message.push?.ext?.length ?? 0,
  againAtMs: undefined,
});

/** Our own services and the broker stamp records; a time that is none, or one of the future, changes the order of a story and nothing else. */
const timeOf = ({ timestampMs }: BusRecord): number => Math.min(Math.max(0, timestampMs), LAST_MS);

type Headed = Pick<
  PushGated,
  'app' | 'messageId' | 'conversation' | 'sentAtMs' | 'expiresAtMs' | 'contentHash' | 'content' | 'notes'
>;

function headedStory(drafts: Drafts, event: Headed, user: string, traceparent: string | undefined): Story {
  const story = drafts.storyOf(event.app, event.messageId, user, event.sentAtMs);
  story.conversation ??= event.conversation;
  story.expiresAtMs ??= event.expiresAtMs;
  story.contentHash ??= event.contentHash;
  // The content of the hops is the first one; a message that is published again may say something else.
  if (event.content.class === 'bulk') story.class = 'bulk';
  story.traceparent ??= traceparent;
  story.notes ??= event.notes;
  return story;
}

export function tellGated(drafts: Drafts, { event, record, traceparent }: Delivered<PushGated>): void {
  const atMs = timeOf(record);
  for (const { user, device, session } of event.onward) {
    const told = deviceIn(headedStory(drafts, event, user, traceparent), user, device);
    told.session ??= session;
    told.gatedAtMs ??= atMs;
  }
  for (const { user, device, reason } of event.stopped) {
    const story = headedStory(drafts, event, user, traceparent);
    if (device === undefined) personIn(story, user).stop ??= { reason, atMs };
    else deviceIn(story, user, device).gateStop ??= { reason, atMs };
  }
}

export function tellAddressed(
  drafts: Drafts,
  { event, record, traceparent }: Delivered<PushAddressed>,
): void {
  const { app } = event;
  const atMs = timeOf(record);
  for (const { targetId, user, device, session, vendor, certificateId, token } of event.onward) {
    const told = deviceIn(headedStory(drafts, event, user, traceparent), user, device);
    told.session ??= session;
    const tokenHash = tokenHashOf(app, vendor, canonicalTokenOf(vendor, token));
    told.address ??= { atMs, targetId, vendor, certificateId, tokenHash };
  }
  for (const { user, device, reason } of event.stopped)
    deviceIn(headedStory(drafts, event, user, traceparent), user, device).addressStop ??= { reason, atMs };
}

export function tellAttempted(drafts: Drafts, { event }: Delivered<PushAttempted>): void {
  const { app, certificateId, version, atMs, tookMs, carried, lane } = event;
  for (const { verdict, code, says, vendorMessageId, end, targets } of event.results)
    for (const target of targets) {
      const story = drafts.storyOf(app, target.messageId, target.user, target.sentAtMs);
      const told = deviceIn(story, target.user, target.device);
      const attempt: Attempt = {
        number: target.attempt,
        atMs,
        tookMs,
        certificateId,
        version,
        carried,
        lane,
        verdict,
        code,
        says,
        vendorMessageId,
        inDoubt: target.inDoubt,
        nextAtMs: target.nextAtMs,
        end,
      };
      told.attempts = attemptsOf(told.attempts, [attempt]);
    }
}

export function tellOutcome(drafts: Drafts, { event, traceparent }: Delivered<PushOutcome>): void {
  const { app, messageId, conversation, sentAtMs } = event;
  for (const outcome of event.outcomes) {
    const story = drafts.storyOf(app, messageId, outcome.user, sentAtMs);
    story.conversation ??= conversation;
    story.traceparent ??= traceparent;
    const told = deviceIn(story, outcome.user, outcome.device);
    told.session ??= outcome.session;
    told.outcome ??= {
      atMs: outcome.endedAtMs,
      state: outcome.state,
      targetId: outcome.targetId,
      vendor: outcome.vendor,
      certificateId: outcome.certificateId,
      attempts: outcome.attempts,
      inDoubt: outcome.inDoubt,
      code: outcome.code,
      detail: outcome.detail,
      vendorMessageId: outcome.vendorMessageId,
      notes: outcome.notes,
    };
  }
}

/** A receipt whose push is unknown belongs to no story. */
export function tellReceipted(drafts: Drafts, { event: receipt }: Delivered<PushReceipted>): void {
  const { app, messageId, user, device, sentAtMs, event, atMs, code } = receipt;
  if (messageId === undefined || user === undefined || device === undefined) return;
  const story = drafts.storyOf(app, messageId, user, sentAtMs);
  const told = deviceIn(story, user, device);
  told.receipts = receiptsOf(told.receipts, [{ event, atMs, code }]);
}
