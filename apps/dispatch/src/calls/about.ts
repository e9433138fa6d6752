// What a log line says about the targets that it concerns: the ids of their messages and traces, so that a line is found by either. Pure.
import type { Target } from '../ledger/target';

/** A line stays readable. */
const MOST_IDS = 10;
/** W3C: version, trace id, span id, flags. */
const TRACE = /^[0-9a-f]{2}-([0-9a-f]{32})-/;

export interface About {
  targets: number;
  /** Of one certificate, as nearly always. */
  certificate?: number;
  certificates?: number[];
  messageIds: string[];
  traceIds: string[];
}

export function aboutOf(targets: readonly Target[]): About {
  const certificates = firstOf(targets.map(({ certificateId }) => certificateId));
  const [certificate] = certificates;
  return {
    targets: targets.length,
    ...(certificates.length === 1 && certificate !== undefined ? { certificate } : { certificates }),
    messageIds: firstOf(targets.map(({ messageId }) => messageId)),
    traceIds: firstOf(targets.flatMap(({ traceparent }) => traceIdIn(traceparent) ?? [])),
  };
}

const traceIdIn = (traceparent: string | undefined): string | undefined => TRACE.exec(traceparent ?? '')?.[1];

/** Each once. */
const firstOf = <T>(all: readonly T[]): T[] => [...new Set(all)].slice(0, MOST_IDS);
