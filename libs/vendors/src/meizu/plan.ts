// Deliveries → the fewest calls. Meizu takes one content for up to a hundred phones, and has nothing for several contents.
import { batches } from '../shared/content/batches';
import { entriesOf, type Entry, sameContent } from '../shared/content/same-content';
import type { Delivery, Plan, PlannedEnd, VendorCall } from '../vendor';
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
  const calls: VendorCall<MeizuRequest>[] = [];
  const ended: PlannedEnd[] = [];
  for (const same of sameContent(deliveries)) {
    const composed = compose(same[0], settings, nowMs, receiptUrl);
    if (composed.ok) {
      const { entries, impossible } = entriesOf(same, token);
      ended.push(...impossible);
      calls.push(...callsFor(composed, entries, settings));
    } else {
      const { state, code, detail } = composed;
      ended.push(...same.map((delivery) => ({ delivery, state, code, detail })));
    }
  }
  return { calls, ended };
}

/** Each delivery that has to go alone in a call of its own, the others as wide as Meizu allows. */
function callsFor(
  message: Message,
  entries: readonly Entry[],
  settings: MeizuSettings,
): VendorCall<MeizuRequest>[] {
  const isAlone = entries[0]?.deliveries[0].alone === true;
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
