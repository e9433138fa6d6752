// A story as delivery-log tells it → what became of the message on each device, so that it is said in the same sentences as from the topics. Pure.
import type { AddressReason, GateReason, Outcome, PushReceipted } from '@offline-push/contracts';
import type { Story } from '../topics/evidence';
import type { DeviceFate, Fate } from '../topics/fates';
import type { DeviceStory, ReceiptEvent, State, Step, StoryTold } from './told';

/** Undefined: it waits for its lane, of which delivery-log knows more than the topics of the ledger say. */
export function fateIn(device: DeviceStory, story: StoryTold): DeviceFate | undefined {
  const fate = placeOf(device, story);
  return fate && { user: device.user, device: device.device, fate };
}

function placeOf(device: DeviceStory, story: StoryTold): Fate | undefined {
  switch (device.box) {
    case 'stopped-at-gate':
      return { at: 'gate', reason: device.reason as GateReason };
    case 'stopped-at-addressing':
      return { at: 'addressing', reason: device.reason as AddressReason };
    case 'at-gate':
      return { at: 'presence' };
    case 'at-addressing':
      return { at: 'device-bindings' };
    case 'settled':
      return endIn(device, story);
    default:
      return undefined;
  }
}

function endIn({ steps, reason, ...of }: DeviceStory, { app }: StoryTold): Fate {
  const end = steps.findLast(({ stage }) => stage === 'end');
  const { user, device = '', session = '', targetId = '' } = of;
  const outcome = {
    ...{ user, device, session, targetId, state: reason as State },
    ...{ vendor: end?.vendor ?? '', certificateId: end?.certificateId ?? 0 },
    ...{ attempts: end?.attempt ?? 0, inDoubt: end?.inDoubt ?? 0, endedAtMs: end?.atMs ?? 0 },
    ...withoutGaps({ code: end?.code, detail: end?.says, vendorMessageId: end?.vendorMessageId }),
    ...withoutGaps({ notes: end?.notes }),
  } as Outcome;
  const receipts = steps.filter(({ stage }) => stage === 'receipt').map(receiptIn(app, outcome));
  return { at: 'outcome', outcome, receipts };
}

const receiptIn =
  (app: string, { vendor, certificateId, targetId }: Outcome) =>
  ({ result, atMs, code }: Step) =>
    ({
      ...{ app, vendor, certificateId, targetId, event: result as ReceiptEvent, atMs },
      ...withoutGaps({ code }),
    }) as PushReceipted;

/** What the sentences ask of a message besides: when it was published, and when its life is over. */
export function frameOf({ app, messageId, sentAtMs = 0, expiresAtMs = 0, devices }: StoryTold): Story {
  const published = devices.flatMap(({ steps }) => steps.filter(({ stage }) => stage === 'sent'));
  const seenAtMs = Math.min(...published.map(({ atMs }) => atMs));
  const times = { app, messageId, conversation: '', contentHash: '', sentAtMs, expiresAtMs };
  return {
    ...{ app, messageId, addressed: [], ended: [] },
    sent: published.length === 0 ? [] : [{ recipients: [], strangers: [], sentAtMs, seenAtMs }],
    gated: [{ ...times, content: {}, onward: [], stopped: [], seenAtMs: sentAtMs }],
  };
}

const withoutGaps = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
