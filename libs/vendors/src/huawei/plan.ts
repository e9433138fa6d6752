// Plans the fewest calls. A request has one content for up to a thousand tokens.
import { batches } from '../shared/content/batches';
import { byContent, type Content } from '../shared/content/by-content';
import type { Entry } from '../shared/content/same-content';
import type { Delivery, Plan, VendorCall } from '../vendor';
import { MAX_TOKENS } from './catalog';
import type { HuaweiSettings } from './credential';
import type { Made } from './ingredients';
import { compose } from './payload';
import type { HuaweiRequest } from './request';
import { token } from './token';

/** Sheet, 3.3: tokens of a test message on v3; v1 has no such bound and keeps to it. */
const MAX_TEST_TOKENS = 10;
/** An answer may name every token as bad, quoted twice over. In characters, with what stands around each token. */
const MAX_TOKEN_CHARACTERS = 240_000;
/** `\"` on both sides and a comma. */
const AROUND_A_TOKEN = 5;

export function plan(
  deliveries: readonly Delivery[],
  settings: HuaweiSettings,
  nowMs: number,
): Plan<HuaweiRequest> {
  // Huawei shows a message as often as a token is named: each is named once.
  const { contents, ended } = byContent(deliveries, token, (first) => compose(first, settings, nowMs));
  return { calls: contents.flatMap(callsOf), ended };
}

/** Tokens that were refused together go alone, because only then Huawei says which one it means. */
function callsOf({
  message: { message, notes },
  entries,
  isAlone,
}: Content<Made>): VendorCall<HuaweiRequest>[] {
  const widest = isTest(message) ? MAX_TEST_TOKENS : MAX_TOKENS;
  const bounds = [isAlone ? 1 : widest, MAX_TOKEN_CHARACTERS];
  const costOf = (entry: Entry) => [1, entry.token.length + AROUND_A_TOKEN];
  return batches(entries, costOf, bounds).map((batch) => {
    const deliveries = batch.flatMap((entry) => entry.deliveries);
    return {
      deliveries,
      request: { ...message, tokens: batch.map((entry) => entry.token) },
      ...(notes.length > 0 && { notesByDelivery: deliveries.map(() => notes) }),
    };
  });
}

const isTest = ({ api, message }: Made['message']): boolean =>
  api === 'v3' && message.pushOptions.testMessage === true;
