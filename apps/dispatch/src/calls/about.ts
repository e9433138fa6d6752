// The fields of a log line about targets: the ids of their messages and traces, so that the line is found by either. Pure.
import type { Target } from '../ledger/target';

/** A log line has at most so many ids of a kind. */
const MAX_IDS = 10;
/** W3C: version, trace id, span id, flags. */
const TRACE = /^[0-9a-f]{2}-([0-9a-f]{32})-/;

export interface About {
  targets: number;
  /** Set if all targets are of one certificate, which is the usual case; else `certificates` is. */
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

/** The first ones, each once. */
const firstOf = <T>(all: readonly T[]): T[] => [...new Set(all)].slice(0, MAX_IDS);
