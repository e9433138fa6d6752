// Reads Google's error envelope: first FcmError, then the reason, then the status (sheet, 4). Nothing in it is trusted.
import { isObject, type Json } from '../shared/text/json';

const objectIn = (value: unknown): Json | undefined => (isObject(value) ? value : undefined);

export interface GoogleError {
  /** google.rpc.Code by name, for instance NOT_FOUND. Undefined: absent or not a name. */
  readonly status: string | undefined;
  readonly message: string;
  /** FCM's own code. Absent: the fault is in request, credential or project, never in the token. */
  readonly fcmCode: string | undefined;
  /** Of google.rpc.ErrorInfo, for instance ACCESS_TOKEN_EXPIRED. */
  readonly reason: string | undefined;
  /** Fields that google.rpc.BadRequest complains about. */
  readonly fields: readonly string[];
  /** What google.rpc.QuotaFailure says was too much. */
  readonly quota: string;
}

/** Undefined if this is not Google's error envelope. */
export function errorIn(answer: Json | undefined): GoogleError | undefined {
  const error = objectIn(answer?.['error']);
  if (error === undefined) return undefined;
  const details = list(error['details']);
  const detail = (type: string) =>
    details.find((entry) => typeof entry['@type'] === 'string' && entry['@type'].endsWith(`.${type}`));
  return {
    status: nameIn(error['status']),
    message: textIn(error['message']),
    fcmCode: nameIn(detail('FcmError')?.['errorCode']),
    reason: nameIn(detail('ErrorInfo')?.['reason']),
    fields: list(detail('BadRequest')?.['fieldViolations']).map(({ field }) => textIn(field)),
    quota: list(detail('QuotaFailure')?.['violations'])
      .map(({ subject, description }) => `${textIn(subject)} ${textIn(description)}`)
      .join(' '),
  };
}

const list = (value: unknown): Json[] =>
  Array.isArray(value) ? value.slice(0, 16).map((entry: unknown) => objectIn(entry) ?? {}) : [];

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Codes become labels of metrics and stand in outcomes. */
const nameIn = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(value) ? value : undefined;
