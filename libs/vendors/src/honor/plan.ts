// Plans the fewest calls. Honor takes a list of tokens for one message per call.
import { batches } from '../shared/content/batches';
import { byContent, type Content } from '../shared/content/by-content';
import type { Delivery, Plan, VendorCall } from '../vendor';
import { MAX_TOKENS } from './catalog';
import type { HonorSettings } from './credential';
import { compose, type Composed } from './payload';
import { token } from './token';

/** An answer may name every token as bad and has to be read to its end. A thousand tokens of 250 characters. In bytes. */
export const MAX_ANSWER_BYTES = 262_144;
/** In characters, quotes and comma for each token; the rest of an answer takes the difference. */
const MAX_TOKEN_CHARACTERS = MAX_ANSWER_BYTES - 2_048;
const BOUNDS = [MAX_TOKENS, MAX_TOKEN_CHARACTERS];

export interface HonorRequest {
  /** JSON. */
  readonly body: string;
}

export function plan(
  deliveries: readonly Delivery[],
  settings: HonorSettings,
  nowMs: number,
): Plan<HonorRequest> {
  const { contents, ended } = byContent(deliveries, token, (first) => compose(first, settings, nowMs));
  return { calls: contents.flatMap(callsOf), ended };
}

type Message = Extract<Composed, { ok: true }>;

/** A token that Honor failed in a list without a reason gets its own call. */
function callsOf({
  message: { message, notes },
  entries,
  isAlone,
}: Content<Message>): VendorCall<HonorRequest>[] {
  const bounds = isAlone ? [1, MAX_TOKEN_CHARACTERS] : BOUNDS;
  return batches(entries, ({ token: name }) => [1, name.length + 3], bounds).map((batch) => {
    const deliveries = batch.flatMap((entry) => entry.deliveries);
    const body = JSON.stringify({ ...message, token: batch.map((entry) => entry.token) });
    return {
      deliveries,
      request: { body },
      ...(notes.length > 0 && { notesByDelivery: deliveries.map(() => notes) }),
    };
  });
}
