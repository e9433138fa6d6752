// The list of all topics: the topics job creates these, the docs list these, nothing else exists.
import { bindingChanged } from './binding-changed.topic';
import { bindingReported } from './binding-reported.topic';
import { certificateChanged } from './certificate-changed.topic';
import { certificateExpiring } from './certificate-expiring.topic';
import { certificateJudged } from './certificate-judged.topic';
import { certificateUsed } from './certificate-used.topic';
import { deadLetter } from './dead-letter.topic';
import { messageSent } from './message-sent.topic';
import { presenceChanged } from './presence-changed.topic';
import { pushAddressed } from './push-addressed.topic';
import { pushGated } from './push-gated.topic';
import { pushOutcome } from './push-outcome.topic';
import { pushReceipted } from './push-receipted.topic';
import { sessionChanged } from './session-changed.topic';
import type { Topic } from './topic';

export const TOPICS = [
  sessionChanged,
  bindingReported,
  messageSent,
  pushGated,
  pushAddressed,
  pushOutcome,
  pushReceipted,
  bindingChanged,
  presenceChanged,
  certificateChanged,
  certificateJudged,
  certificateUsed,
  certificateExpiring,
  deadLetter,
] as unknown as readonly Topic[];

export const topicNamed = (name: string): Topic | undefined => TOPICS.find((topic) => topic.name === name);
