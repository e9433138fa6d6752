// What a diagnosis goes by: the story of a message, and what the services have told of the user, the phone, its binding, its certificate and
// its lane. `undefined`: nobody told us. `null`: they told us that there is none. Types only.
import type {
  BindingChanged,
  CertificateChanged,
  CertificateJudged,
  DeadLetterReason,
  LaneAfter,
  PLATFORMS,
  SESSION_END_CAUSES,
} from '@offline-push/contracts';
import type { Device, Person, Story } from '../story/story';

export interface KnownPresence {
  session?: string | undefined;
  platform?: (typeof PLATFORMS)[number] | undefined;
  status: 'online' | 'offline' | 'logged-out';
  /** Of the status. */
  sinceMs: number;
  /** Undefined: connections were seen, and no login. */
  loggedInAtMs?: number | undefined;
  /** How the session ended. */
  endedBy?: (typeof SESSION_END_CAUSES)[number] | undefined;
  /** The last sign of life. */
  seenAtMs?: number | undefined;
  /** Presence took the link for lost, because nothing was heard of it. */
  isLostInSilence?: boolean | undefined;
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

export interface KnownCertificate {
  certificateId: number;
  vendor: string;
  state: CertificateChanged['state'];
  /** When its first version came, or comes, into force. */
  effectiveAtMs: number;
  judged?:
    | (Pick<CertificateJudged, 'state' | 'sinceMs'> & {
        code?: string | undefined;
        says?: string | undefined;
      })
    | undefined;
  /** Of a credential that ends on a known day. */
  ends?: { what: string; atMs: number } | undefined;
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

/** What presence is set to. */
interface Bounds {
  reachMs: number;
  /** After a sign of life the next one is due within this time. */
  heartbeatMs: number;
  pushable: readonly (typeof PLATFORMS)[number][];
}

export interface Known {
  nowMs: number;
  user: string;
  /** Undefined: nobody told us how presence is set. */
  bounds?: Bounds | undefined;
  /** Undefined: no message was asked about. */
  story?: Story | null | undefined;
  /** The user in it. */
  person?: Person | undefined;
  /** The phone in it. */
  device?: Device | undefined;
  presence?: KnownPresence | null | undefined;
  binding?: KnownBinding | null | undefined;
  /** Its last report, if that was refused. */
  refusedReport?: { cause: BindingChanged['cause']; atMs: number } | undefined;
  certificate?: KnownCertificate | null | undefined;
  lane?: KnownLane | undefined;
  deadLetters?: readonly KnownDeadLetter[] | undefined;
  probe?: KnownProbe | undefined;
  /** The last push of this device that its vendor reported as arrived. */
  lastArrival?: { sentAtMs: number; arrivedAtMs: number } | undefined;
}
