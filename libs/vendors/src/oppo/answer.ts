// OPPO's answer as JSON: an object with `code`, whatever the HTTP status, and `data` under names that differ by call (sheet 4).
import type { Exchange } from '../shared/http/http';
import { codedAnswer } from '../shared/text/coded';
import { integerIn, isObject, type Json, textOf } from '../shared/text/json';
import { visibleIn } from '../shared/text/visible';

export interface OppoAnswer {
  /** 0: OPPO took the push. */
  readonly code: number;
  /** OPPO's words. */
  readonly words: string;
  /** An object, a list, or undefined if it cannot be read. */
  readonly payload: unknown;
}

/** One phone of a batch. */
export interface BatchResult {
  readonly messageId: string;
  /** 0: accepted; NaN: an error that cannot be read. */
  readonly code: number;
  readonly words: string;
}

export function answerOf(exchange: Exchange): OppoAnswer | undefined {
  const answer = codedAnswer(exchange, (json) => integerIn(json['code']), 0);
  return answer && { code: answer.code, words: textOf(answer.json['message']), payload: answer.json['data'] };
}

/** A unicast says `messageId`, a saved message and a broadcast `message_id`. Empty if its form is not allowed in an outcome. */
export function messageIdIn({ payload }: OppoAnswer): string {
  return isObject(payload) ? idOf(payload['messageId'] ?? payload['message_id']) : '';
}

/** By registration ID: the order of a batch's results is not promised. */
export function batchResultsIn({ payload }: OppoAnswer): ReadonlyMap<string, BatchResult> {
  const elements = Array.isArray(payload) ? payload.filter(isObject) : [];
  return new Map(
    elements.map((element) => [
      textOf(element['registrationId']),
      {
        messageId: idOf(element['messageId']),
        code: errorCodeIn(element),
        words: textOf(element['errorMessage']),
      },
    ]),
  );
}

/** Absent means no error. An error that cannot be read still counts as one. */
const errorCodeIn = ({ errorCode }: Json): number =>
  errorCode === undefined || errorCode === null ? 0 : (integerIn(errorCode) ?? Number.NaN);

/** Of a broadcast: registration ID → code. Keys of digits are codes; their value is a list, or one written with `;` or `,`. */
export function broadcastErrorsIn({ payload }: OppoAnswer): ReadonlyMap<string, number> {
  const pairs = isObject(payload) ? Object.entries(payload) : [];
  return new Map(
    pairs
      .filter(([key]) => /^\d{1,9}$/.test(key) && Number(key) !== 0)
      .flatMap(([key, ids]) => listIn(ids).map((id) => [id, Number(key)] as const)),
  );
}

function listIn(ids: unknown): string[] {
  if (typeof ids === 'string') return ids.split(/[;,]/).map((id) => id.trim());
  return Array.isArray(ids) ? ids.map(textOf) : [];
}

const idOf = (value: unknown): string => visibleIn(textOf(value)) ?? '';
