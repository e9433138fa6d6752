// Makes sure that a send has one verdict for each target of its call, also if the client throws or returns too few.
import type { Begin, Sent, Verdict, VendorCall, VendorClient } from '@offline-push/vendors/send';

/** For a bug in our own code: whether the vendor was reached is unknown. */
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

/** The verdict if the client cannot send now, for instance without a login; undefined if it can. */
export async function loginFailure(
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
