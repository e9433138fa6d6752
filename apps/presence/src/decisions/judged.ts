// Judges one message at the gate, and keeps the decision in the form that is remembered. If the message was decided before, the first
// decision counts. push-records.ts makes the records that announce it.
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

/** A message, with what its Kafka record says about it. */
export interface Arrived {
  event: MessageSent;
  sent: Sent;
  traceparent?: string | undefined;
  /** What the door cut or repaired. */
  notes?: readonly string[] | undefined;
  /** Recipients that are no user ids. */
  badRecipients?: readonly string[] | undefined;
}

/** A decision as `Decisions.remember` takes it (`message`, `content`, `decided`), with the message and the lists that it was made from. */
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
  /** What this decision added to the remembered one, for the metrics. */
  added: Lists;
}

/** Judges all recipients. One that is no user id is stopped as `bad-recipient`. */
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

/** The text to remember when the message was decided before. Also sets `later.added`. */
export function remembering(kept: string, later: Judged): string {
  const added = addedTo(kept, later);
  later.added = listsOf(added);
  return withRows(kept, added);
}

/** The lists that count for the devices of this decision: its own if it was the first, else the remembered ones. */
export const countedOf = (judged: Judged, counted: { is: string; decided: string }): Lists =>
  counted.is === 'first' ? judged.gated : unpackLists(counted.decided, judged.isAbout);
