// What device-bindings is told: by other services, by people over HTTP, by its own timers.
import type { Certificate, Death, Report, Session } from './facts';

/** `traceparent`: of the event that said it. */
export type Fact = Said & { traceparent?: string | undefined };

type Said =
  | { is: 'session'; session: Session }
  /** `mayWait`: what is unknown may still come; over HTTP the caller is told at once instead. */
  | { is: 'report'; report: Report; mayWait: boolean }
  | { is: 'certificate'; certificate: Certificate }
  | { is: 'death'; death: Death }
  /** The report waited long enough. */
  | { is: 'overdue'; report: Report }
  /** An operator lets another certificate reach the phone of this report. */
  | { is: 'move'; report: Report; to: number };
