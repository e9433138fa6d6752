// The facts that device-bindings gets from other services, from people over HTTP, and from its own timers.
import type { Death, KnownCertificate, Report, Session } from './facts';

/** `traceparent` is that of the event with the fact. */
export type Fact = Content & { traceparent?: string | undefined };

type Content =
  | { is: 'session'; session: Session }
  /** `mayWait` is false over HTTP: what is unknown may still come, but the caller is told at once. */
  | { is: 'report'; report: Report; mayWait: boolean }
  | { is: 'certificate'; certificate: KnownCertificate }
  | { is: 'death'; death: Death }
  /** The report has waited for its login or certificate as long as it may. */
  | { is: 'overdue'; report: Report }
  /** An operator moves the report to another certificate of the same vendor. */
  | { is: 'move'; report: Report; to: number };
