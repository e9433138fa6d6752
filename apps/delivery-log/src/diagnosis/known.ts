// What a diagnosis goes by: the story of a message, and what the services have told of the user, the phone, its binding, its certificate and
// its lane. `undefined`: nobody told us. `null`: they told us that there is none. Types only.
import type {
  BindingChanged,
  CertificateChanged,
  CertificateJudged,
  DeadLetterReason,
  LaneAfter,
  PLATFORMS,
  PresenceChanged,
  SESSION_END_CAUSES,
} from '@offline-push/contracts';
import type { Device, Person, Story } from '../story/story';

export interface KnownPresence {
  session?: string | undefined;
  platform?: (typeof PLATFORMS)[number] | undefined;
  status: 'online' | 'offline' | 'logged-out';
  /** Why it is not online. */
  cause?: PresenceChanged['cause'] | undefined;
  /** Of the status. */
  sinceMs: number;
  /** Undefined: connections were seen, and no login. */
  loggedInAtMs?: number | undefined;
  /** How the session ended. */
  endedBy?: (typeof SESSION_END_CAUSES)[number] | undefined;
  /** The last sign of life that presence knew when it told the status. */
  seenAtMs?: number | undefined;
}

/** A link of which nothing was heard: presence took it for alive from `seenAtMs` to `noticedAtMs`. */
export interface KnownLoss {
  seenAtMs: number;
  noticedAtMs: number;
}

export interface KnownBinding {
  session: string;
  certificateId?: number | undefined;
  vendor?: string | undefined;
  reportedAtMs: number;
  /** Why it ended. */
  endedBy?: BindingChanged['cause'] | undefined;
  endedAtMs?: number | undefined;
}

/** What the app reported last, whatever became of it. Without a certificate: that it wants no push. */
export interface KnownReport {
  session: string;
  certificateId?: number | undefined;
  atMs: number;
}

export interface KnownCertificate {
  certificateId: number;
  vendor: string;
  state: CertificateChanged['state'];
  /** The one in force and the one that waits for its time. */
  versions: readonly { version: number; effectiveAtMs: number }[];
  judged?:
    | (Pick<CertificateJudged, 'state' | 'sinceMs' | 'version'> & {
        code?: string | undefined;
        says?: string | undefined;
      })
    | undefined;
  /** Of a credential that ends on a known day. */
  ends?: { version: number; what: string; atMs: number } | undefined;
}

export interface KnownLane extends LaneAfter {
  /** When it was told. */
  atMs: number;
  code?: string | undefined;
  says?: string | undefined;
}

/** An event about the message that could not be processed. */
export interface KnownDeadLetter {
  topic: string;
  reason: DeadLetterReason;
  detail: string;
  atMs: number;
}

interface KnownProbe {
  atMs: number;
  isGood: boolean;
  code?: string | undefined;
  says?: string | undefined;
}

export interface Known {
  nowMs: number;
  user: string;
  /** Undefined: no message was asked about. */
  story?: Story | null | undefined;
  /** The user in it. */
  person?: Person | undefined;
  /** The phone in it. */
  device?: Device | undefined;
  presence?: KnownPresence | null | undefined;
  loss?: KnownLoss | undefined;
  binding?: KnownBinding | null | undefined;
  report?: KnownReport | undefined;
  /** Its last report, if that was refused. */
  refusedReport?: { cause: BindingChanged['cause']; atMs: number } | undefined;
  certificate?: KnownCertificate | null | undefined;
  lane?: KnownLane | undefined;
  deadLetters?: readonly KnownDeadLetter[] | undefined;
  probe?: KnownProbe | undefined;
  /** Of the last pushes of this device that its vendor reported as arrived the quickest. */
  lastArrival?: { sentAtMs: number; arrivedAtMs: number } | undefined;
}
