// An app whose UnifiedPush distributor is ntfy: its endpoint is a topic with a query, its answers are 200 and 507.
import { webPush } from '@offline-push/vendors/web-push/index';
import { aDelivery, connectionTo } from '../conformance';
import { stagedFor, type Stage } from '../conformance/stage';
import type { VendorClient, Verdict } from '@offline-push/vendors/send';
import { newFake } from './fake';
import { distributorTokenFor, sample, tokenFor, wordOf } from './sample';

let stage: Stage;
let client: VendorClient;

beforeEach(async () => {
  stage = await stagedFor({ newFake, tenant: sample.tenant });
  const connection = connectionTo(webPush, stage.server.url, sample.credential, sample.settings);
  client = webPush.open(connection as Parameters<typeof webPush.open>[0]) as VendorClient;
});
afterEach(async () => {
  await client.close();
  await stage.server.close();
});

async function send(word: string): Promise<Verdict | undefined> {
  const settings = sample.settings as Parameters<typeof webPush.plan>[1];
  const asked = aDelivery({ token: distributorTokenFor(word), content: { title: 'Ann', text: 'lunch?' } });
  const [call] = webPush.plan([asked], settings, Date.now()).calls;
  return (await client.send(call!, 10_000)).verdicts[0];
}

describe('a UnifiedPush endpoint as ntfy gives it', () => {
  const token = distributorTokenFor('ok-1');

  it('is a token of its own, with its query', () => {
    expect(token).toContain('"https://ntfy.example.net/upok-1?up=1"');
    expect(webPush.token.problem(token, sample.settings)).toBeUndefined();
    expect(webPush.token.canonical(token)).toBe('https://ntfy.example.net/upok-1?up=1');
    expect(webPush.token.canonical(token)).not.toBe(webPush.token.canonical(tokenFor('ok-1')));
    expect(wordOf(token)).toBe('ok-1');
  });
  it('rings: the distributor answers 200, and the app reads what was encrypted for it', async () => {
    expect(await send('ok-1')).toEqual({ kind: 'accepted' });
    expect(stage.fake.phones.shownOn(token)).toMatchObject([{ title: 'Ann', text: 'lunch?', rings: 1 }]);
  });
  it('is left to a later try while no app listens behind it, and nobody else waits for that', async () => {
    expect(await send('dead-1')).toMatchObject({
      ...{ kind: 'unavailable', code: 'http-507', mayHaveRung: false, isLocal: true },
    });
  });
  it('is throttled in its own words', async () => {
    expect(await send('busy-1')).toMatchObject({ kind: 'throttled', code: 'http-429' });
  });
});
