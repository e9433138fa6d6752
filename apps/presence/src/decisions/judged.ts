// One message through the gate: what was decided, in the form that is remembered, and what of it counts. The records of it are
// push-records.ts.
import {
  contentHashOf,
  contentOf,
  type MessageSent,
  messageKeyOf,
  type PushContent,
} from '@offline-push/contracts';
import { addedTo, listsOf, packLists, unpackLists, withRows } from './decided';
import {
  gate,
  type Gated,
  type Gatekeeping,
  type HeldDevice,
  type Lists,
  unacknowledged,
} from '../gate/gate';
import type { SessionsByUser } from '../sessions/session';
import type { Sent } from '../sessions/status';

/** A message with what its record says of it. */
export interface Arrived {
  event: MessageSent;
  sent: Sent;
  traceparent?: string | undefined;
  /** What the door cut or repaired. */
  notes?: readonly string[] | undefined;
  /** Recipients that are no user ids. */
  badRecipients?: readonly string[] | undefined;
}

/** A decision of the memory (`message`, `content`, `decided`), and where it comes from. */
export interface Judged {
  arrived: Arrived;
  push: PushContent;
  gated: Gated;
  message: string;
  content: string;
  decided: string;
  isEvenIfOnline: (user: string) => boolean;
  /** Which devices this decision was about. */
  isAbout: (row: HeldDevice) => boolean;
  /** What this decision added to what was known, for the metrics. */
  added: Lists;
}

/** Judges all recipients, also those that are none. */
export function judge(arrived: Arrived, sessions: SessionsByUser, by: Gatekeeping): Judged {
  const { event, sent, badRecipients = [] } = arrived;
  const gated = gate(event, sent, sessions, by);
  for (const user of badRecipients) gated.stopped.push({ user, reason: 'bad-recipient' });
  const users = new Set([...event.recipients, ...badRecipients]);
  return judgedAs(arrived, gated, ({ user }) => users.has(user));
}

export function judgedAs(arrived: Arrived, gated: Gated, isAbout: Judged['isAbout']): Judged {
  const { event } = arrived;
  const push = contentOf(event);
  return {
    ...{ arrived, push, gated, isAbout, added: gated },
    message: messageKeyOf(event.app, event.messageId),
    content: contentHashOf(push),
    decided: packLists(gated),
    isEvenIfOnline: unacknowledged(event),
  };
}

/** The first decision counts; also notes what this one added. */
export function remembering(held: string, later: Judged): string {
  const added = addedTo(held, later);
  later.added = listsOf(added);
  return withRows(held, added);
}

/** What counts for the devices that this decision was about. */
export const countedOf = (judged: Judged, counted: { is: string; decided: string }): Lists =>
  counted.is === 'first' ? judged.gated : unpackLists(counted.decided, judged.isAbout);
