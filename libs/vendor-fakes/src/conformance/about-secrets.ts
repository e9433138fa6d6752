// What nobody may read in what a vendor's code says: credential and tokens, whole or in part.
import { type Listening } from '../host/serve';
import type { FakeHost } from '../host/host';
import { type Builders, connectionTo } from './deliveries';
import { partsOf, textsIn, toldBy } from './secrets';
import { stagedFor } from './stage';
import type { Subject } from './subject';

const DEADLINE_MS = 2_000;

export function aboutSecrets(subject: Subject, { one, many, servedAt }: Builders): void {
  const { vendor, settings, credential } = subject;
  const secretsOf = (of: unknown) => textsIn(of).flatMap((text) => [text, ...text.split('\n').slice(1, -1)]);
  let server: Listening;
  let host: FakeHost;

  beforeEach(async () => {
    ({ server, host } = await stagedFor(subject));
    servedAt(server.url);
  });
  afterEach(() => server.close());

  it('seam 3.5: are in no verdict, whatever the vendor answers', async () => {
    host.scriptsOf(vendor.id)!.add({ do: 'garbage', every: 3 });
    const client = vendor.open(connectionTo(vendor, server.url, credential, settings));
    const words = ['ok', 'dead', 'busy', 'slow', 'foreign'];
    const asked = words.map((word) => one({ token: `${word}-a-token-that-nobody-shall-quote` }));
    const { calls } = vendor.plan([...asked, ...many(2)], settings, Date.now());
    const sent = [];
    for (const call of [...calls, ...calls]) sent.push(await client.send(call, DEADLINE_MS));
    await client.close();
    const tokens = asked.flatMap(({ token }) => partsOf(token));
    expect(toldBy(sent, [...secretsOf(credential), ...tokens])).toEqual([]);
  });
  it('seam 3.5: are in nothing that a plan says', () => {
    const { calls, ended } = vendor.plan(
      [
        one({ token: 'ok-a-token-that-nobody-shall-quote', expiresAtMs: 0 }),
        one({ token: `a,${'token-that-is-none'.repeat(3)}` }),
        one({ content: { vendors: { [vendor.id]: { noSuchOption: true } } } }),
      ],
      settings,
      Date.now(),
    );
    expect(calls).toEqual([]);
    for (const { delivery, code, detail } of ended)
      expect(toldBy({ code, detail }, partsOf(delivery.token))).toEqual([]);
  });
  it('are in nothing that a probe says', async () => {
    for (const its of [credential, subject.wrongCredential]) {
      const probe = await vendor.probe(connectionTo(vendor, server.url, its, settings), DEADLINE_MS);
      expect(toldBy({ ...probe, field: '' }, secretsOf(its))).toEqual([]);
    }
  });
}
