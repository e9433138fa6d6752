// The list of all topics. The topics job creates them, and docs/topics.md describes them. There are no others.
import { bindingChanged } from './topics/binding-changed.topic';
import { bindingReported } from './topics/binding-reported.topic';
import { certificateChanged } from './topics/certificate-changed.topic';
import { certificateExpiring } from './topics/certificate-expiring.topic';
import { certificateJudged } from './topics/certificate-judged.topic';
import { certificateUsed } from './topics/certificate-used.topic';
import { deadLetter } from './topics/dead-letter.topic';
import { laneChanged } from './topics/lane-changed.topic';
import { messageSent } from './topics/message-sent.topic';
import { presenceChanged } from './topics/presence-changed.topic';
import { pushAddressed } from './topics/push-addressed.topic';
import { pushAttempted } from './topics/push-attempted.topic';
import { pushGated } from './topics/push-gated.topic';
import { pushOutcome } from './topics/push-outcome.topic';
import { pushReceipted } from './topics/push-receipted.topic';
import { sessionChanged } from './topics/session-changed.topic';
import type { Topic } from './topic';

export const TOPICS = [
  sessionChanged,
  bindingReported,
  messageSent,
  pushGated,
  pushAddressed,
  pushAttempted,
  pushOutcome,
  pushReceipted,
  bindingChanged,
  presenceChanged,
  certificateChanged,
  certificateJudged,
  certificateUsed,
  certificateExpiring,
  laneChanged,
  deadLetter,
] as unknown as readonly Topic[];

export const topicNamed = (name: string): Topic | undefined => TOPICS.find((topic) => topic.name === name);
