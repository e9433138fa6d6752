// Finds from the record of vendor calls which message reached which token, and how many times.
import { messageKeyOf } from '@offline-push/contracts';
import type { CallRecord } from '@offline-push/vendor-fakes';
import { DEMO_APP } from '@offline-push/demo';

/** A message on its way to a token, as the vendor sees it: by the job key that the sheet derives from the message. */
export const arrivalKeyOf = (messageId: string, token: string, app = DEMO_APP): string =>
  `m${messageKeyOf(app, messageId).slice(0, 19)} ${token}`;

/** Message and token → when calls with both arrived, oldest first. In ms since 1970. */
export function arrivalsOf(calls: readonly CallRecord[]): Map<string, number[]> {
  const arrivals = new Map<string, number[]>();
  for (const { atMs, messages } of calls) {
    for (const { ids, tokens } of messages) {
      for (const token of tokens) {
        const key = `${ids['jobKey'] ?? ''} ${token}`;
        const at = arrivals.get(key);
        if (at === undefined) arrivals.set(key, [atMs]);
        else at.push(atMs);
      }
    }
  }
  return arrivals;
}
