// The fields of a log line about an event: the ids of its message and its trace, so that the line is found by either. Nothing else of the
// event is logged. Pure.
import type { BusRecord, Delivered, Outgoing } from '../bus';
import { traceparentOf } from '../kafka/headers';
import { traceOf } from './letter';

export interface About {
  messageId?: string;
  traceId?: string;
}

/** A log line has at most so many ids of a kind. */
const MAX_IDS = 10;
/** Only this much of a record is searched: producers write ids at the beginning. */
const LOOKED_AT_BYTES = 16_384;
/** Finds the id also in broken JSON. Ids of other systems are not trusted, so their length is limited. */
const MESSAGE_ID = /"messageId"\s{0,20}:\s{0,20}(?:"([^"\\\p{C}]{1,64})"|(\d{1,20}))/u;

const TRACEPARENT = /"traceparent":"([0-9a-f-]{55})"/;

/** For a record that may not be readable. */
export const aboutRecord = (record: BusRecord): About =>
  aboutOf(messageIdOf(record.value?.subarray(0, LOOKED_AT_BYTES).toString('utf8') ?? ''), traceOf(record));

/** For a message that a service keeps as JSON and that may not be readable. */
export const aboutText = (text: string): About =>
  aboutOf(messageIdOf(text.slice(0, LOOKED_AT_BYTES)), TRACEPARENT.exec(text)?.[1]);

function messageIdOf(text: string): string | undefined {
  const [, quoted, number] = MESSAGE_ID.exec(text) ?? [];
  return quoted ?? number;
}

export const aboutDelivered = ({ event, traceparent }: Delivered<unknown>): About =>
  aboutOf(messageIdIn(event), traceparent);

/** For several events that share a log line. */
export function aboutOutgoing(records: readonly Outgoing[]): { messageIds: string[]; traceIds: string[] } {
  const all = records.map(({ event, traceparent }) => aboutOf(messageIdIn(event), traceparent));
  const firstOf = (ids: string[]): string[] => [...new Set(ids)].slice(0, MAX_IDS);
  return {
    messageIds: firstOf(all.flatMap(({ messageId }) => messageId ?? [])),
    traceIds: firstOf(all.flatMap(({ traceId }) => traceId ?? [])),
  };
}

function aboutOf(messageId: string | undefined, traceparent: string | undefined): About {
  const traceId = traceparentOf(traceparent)?.slice(3, 35);
  return { ...(messageId !== undefined && { messageId }), ...(traceId !== undefined && { traceId }) };
}

function messageIdIn(event: unknown): string | undefined {
  const { messageId } = (event ?? {}) as { messageId?: unknown };
  return typeof messageId === 'string' ? messageId : undefined;
}
