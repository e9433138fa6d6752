// What a log line says of the event that it is about: the id of its message and of its trace, so that it is found by either. Never more of
// the event. Pure.
import type { BusRecord, Delivered, Outgoing } from '../bus';
import { traceparentOf } from '../kafka/headers';
import { traceOf } from './letter';

export interface About {
  messageId?: string;
  traceId?: string;
}

/** A line stays readable. */
const MOST_IDS = 10;
/** Ids are at the beginning of what our services and most others write. */
const LOOKED_AT_BYTES = 16_384;
/** Also in what is no JSON any more. Ids of other systems are cut, not trusted. */
const MESSAGE_ID = /"messageId"\s{0,20}:\s{0,20}(?:"([^"\\\p{C}]{1,64})"|(\d{1,20}))/u;

const TRACEPARENT = /"traceparent":"([0-9a-f-]{55})"/;

/** Of a record that nobody may have been able to read. */
export const aboutRecord = (record: BusRecord): About =>
  aboutOf(messageIdOf(record.value?.subarray(0, LOOKED_AT_BYTES).toString('utf8') ?? ''), traceOf(record));

/** Of what a service keeps of a message as JSON, that it could not read either. */
export const aboutText = (text: string): About =>
  aboutOf(messageIdOf(text.slice(0, LOOKED_AT_BYTES)), TRACEPARENT.exec(text)?.[1]);

function messageIdOf(text: string): string | undefined {
  const [, quoted, number] = MESSAGE_ID.exec(text) ?? [];
  return quoted ?? number;
}

export const aboutDelivered = ({ event, traceparent }: Delivered<unknown>): About =>
  aboutOf(messageIdIn(event), traceparent);

/** Of several that share a line. */
export function aboutOutgoing(records: readonly Outgoing[]): { messageIds: string[]; traceIds: string[] } {
  const all = records.map(({ event, traceparent }) => aboutOf(messageIdIn(event), traceparent));
  const firstOf = (ids: string[]): string[] => [...new Set(ids)].slice(0, MOST_IDS);
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
