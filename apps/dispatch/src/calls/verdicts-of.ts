// What a send came to, with one verdict for each target of its call, whatever its client does: a verdict that is missing or that nobody can read is no reason to
// abandon those of the others.
import type { Begin, Sent, Verdict, VendorCall, VendorClient } from '@offline-push/vendors/send';

/** Our own code is wrong: whether the vendor was reached is unknown. */
const unknown = (code: string, detail: string): Verdict => ({
  kind: 'unavailable',
  code,
  detail,
  mayHaveRung: true,
});

export async function sentBy(
  client: VendorClient,
  call: VendorCall,
  deadlineMs: number,
  begin: Begin,
): Promise<Sent> {
  try {
    const sent = await client.send(call, deadlineMs, begin);
    const isWhole = sent.verdicts.length === call.deliveries.length;
    return isWhole ? sent : { ...sent, verdicts: completed(sent.verdicts, call) };
  } catch (error) {
    return { verdicts: call.deliveries.map(() => unknown('client-failed', String(error))) };
  }
}

const completed = (verdicts: readonly Verdict[], { deliveries }: VendorCall): Verdict[] =>
  deliveries.map(
    (_, i) =>
      verdicts[i] ??
      unknown('verdict-missing', `${verdicts.length} verdicts for ${deliveries.length} deliveries`),
  );

/** Why nothing can be sent now; undefined: all is at hand. */
export async function whyUnprepared(
  client: VendorClient,
  call: VendorCall,
  deadlineMs: number,
): Promise<Verdict | undefined> {
  try {
    return await client.prepare?.(deadlineMs, call);
  } catch (error) {
    return { kind: 'unavailable', code: 'client-failed', detail: String(error), mayHaveRung: false };
  }
}
