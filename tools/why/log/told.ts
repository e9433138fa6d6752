// What delivery-log answers, as far as it is printed. Types only; docs/openapi/delivery-log.json has the whole.
import type { Outcome, PushReceipted, Remedy } from '@offline-push/contracts';

export interface Step {
  stage: 'sent' | 'gate' | 'addressing' | 'attempt' | 'end' | 'receipt';
  witness: 'us' | 'vendor' | 'phone';
  atMs: number;
  result: string;
  means: string;
  vendor?: string;
  certificateId?: number;
  version?: number;
  attempt?: number;
  tookMs?: number;
  code?: string;
  says?: string;
  vendorMessageId?: string;
  inDoubt?: number;
  nextAtMs?: number;
  notes?: string[];
}

export interface DeviceStory extends Remedy {
  user: string;
  device?: string;
  session?: string;
  targetId?: string;
  box: 'at-gate' | 'stopped-at-gate' | 'at-addressing' | 'stopped-at-addressing' | 'open' | 'settled';
  reason: string;
  means: string;
  steps: Step[];
}

export interface StoryTold {
  app: string;
  messageId: string;
  sentAtMs?: number;
  expiresAtMs?: number;
  notes?: string[];
  devices: DeviceStory[];
}

export interface Check extends Remedy {
  number: number;
  check: string;
  asks: string;
  result: 'pass' | 'fail' | 'unknown';
  evidence: string;
}

export interface Diagnosed {
  user: string;
  device?: string;
  first?: Check;
  checks: Check[];
}

export interface MessageTold {
  story: StoryTold;
  diagnosed: Diagnosed[];
  /** There are more devices than a diagnosis has. */
  isMore: boolean;
}

/** The answer to a question. */
export interface Told {
  /** Of a message the only one; of a user or a device the last, oldest first. */
  messages: MessageTold[];
  /** How the phones stand now. */
  phones: Diagnosed[];
}

export type State = Outcome['state'];
export type ReceiptEvent = PushReceipted['event'];
