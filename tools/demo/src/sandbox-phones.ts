// The three phones that a person finds in the sandbox: of three vendors, one in a hand, one whose app was killed, one in a pocket.
import type { Tenant } from './tenant';

const DEADLINE_MS = 30_000;
const PHONES = [
  { user: 'anna', begins: 'foreground' },
  { user: 'ben', begins: 'killed' },
  { user: 'chen', begins: 'background' },
] as const;

/** In this order, so that the first is the first on the page. */
export async function openPhones(sandboxUrl: string, { app, certificates }: Tenant): Promise<void> {
  const vendors = Object.keys(certificates);
  for (const [at, phone] of PHONES.entries()) {
    const vendor = vendors[at] ?? vendors[0] ?? '';
    const answer = await fetch(`${sandboxUrl}/v1/phones`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...phone, app, vendor, certificateId: certificates[vendor] }),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    if (!answer.ok) throw new Error(`the phone of ${phone.user}: ${answer.status} ${await answer.text()}`);
  }
}
