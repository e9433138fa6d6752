// Plans the fewest calls. Meizu takes one content for up to a hundred phones, and has nothing for several contents.
import { batches } from '../shared/content/batches';
import { byContent, type Content } from '../shared/content/by-content';
import type { Entry } from '../shared/content/same-content';
import type { Delivery, Plan, VendorCall } from '../vendor';
import { MAX_TARGETS } from './catalog';
import type { MeizuSettings } from './credential';
import { compose, type Composed } from './payload';
import type { Fields } from './sign';
import { token } from './token';

export interface MeizuRequest {
  /** Everything but the signature, which needs the secret. */
  readonly fields: Fields;
}

type Message = Extract<Composed, { ok: true }>;

export function plan(
  deliveries: readonly Delivery[],
  settings: MeizuSettings,
  nowMs: number,
  receiptUrl?: string,
): Plan<MeizuRequest> {
  const { contents, ended } = byContent(deliveries, token, (first) =>
    compose(first, settings, nowMs, receiptUrl),
  );
  return { calls: contents.flatMap((content) => callsFor(content, settings)), ended };
}

/** A delivery that must go alone has its own call; the others share calls of Meizu's full width. */
function callsFor(
  { message, entries, isAlone }: Content<Message>,
  settings: MeizuSettings,
): VendorCall<MeizuRequest>[] {
  return batches(entries, () => [1], [isAlone ? 1 : MAX_TARGETS]).map((list) =>
    callOf(message, list, settings),
  );
}

function callOf(
  { message, notes }: Message,
  entries: readonly Entry[],
  { appId, packageName, isOneOfSeveralPackages }: MeizuSettings,
): VendorCall<MeizuRequest> {
  const deliveries = entries.flatMap((entry) => entry.deliveries);
  const fields: Fields = {
    appId,
    pushIds: entries.map((entry) => entry.token).join(','),
    messageJson: JSON.stringify(message),
    ...(isOneOfSeveralPackages === true && { restrictedPackageNames: packageName }),
  };
  return {
    deliveries,
    request: { fields },
    ...(notes.length > 0 && { notesByDelivery: deliveries.map(() => notes) }),
  };
}
