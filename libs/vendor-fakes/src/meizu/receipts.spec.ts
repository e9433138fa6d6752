// What Meizu calls back, and what of it is believed.
import { FakeHost } from '../host/host';
import { serveFakes } from '../host/serve';
import { MemoryWitness } from '../host/witness';
import { aDelivery, connectionTo } from '../conformance';
import type { Connection, Receipt, ReceiptReading } from '@offline-push/vendors/vendor';
import { meizu } from '@offline-push/vendors/meizu/index';
import type { MeizuCredential, MeizuSettings } from '@offline-push/vendors/meizu/credential';
import { MeizuFake } from './fake';

const TOKEN = 'token-of-the-console';
const MSG_ID = 'c2ee5c3bf00448cfbceb7fdf68c3c8eb';
const FORM = 'application/x-www-form-urlencoded; charset=UTF-8';
const settings = { packageName: 'com.example.im', appId: '100999', click: { action: 'open-app' } } as const;

interface Post {
  body: string;
  contentType?: string | undefined;
  receiptToken?: string | undefined;
}

/** Fails if they are not believed. */
const receiptsIn = (reading: ReceiptReading): readonly Receipt[] => {
  if (!reading.ok) throw new Error(reading.problem);
  return reading.receipts;
};
const read = ({ body, contentType = FORM, ...more }: Post): ReceiptReading =>
  meizu.receipts!.read(
    { headers: { 'content-type': contentType }, query: '', body: Buffer.from(body) },
    {
      credential: {
        appSecret: 's',
        receiptToken: TOKEN,
        ...('receiptToken' in more && { receiptToken: more.receiptToken }),
      } as { appSecret: string },
      settings,
    },
    1_790_000_000_000,
  );
const form = (cb: unknown, access_token = TOKEN): string =>
  new URLSearchParams({ access_token, cb: typeof cb === 'string' ? cb : JSON.stringify(cb) }).toString();
const event = { param: 'job-1', type: 1, targets: ['PIDaaa0001', 'PIDbbb0002'] };
const DEEP = '['.repeat(30_000) + ']'.repeat(30_000);
const many = Array.from({ length: 2_001 }, (_, i) => `P${i}`);
const arrived = (token: string) => ({
  event: 'arrived',
  vendorMessageId: MSG_ID,
  correlation: 'job-1',
  token,
});

describe("Meizu's callback", () => {
  it('tells arrivals and clicks, phone by phone', () => {
    const cb = { [`${MSG_ID}-1`]: event, [`${MSG_ID}-2`]: { ...event, type: 2, targets: ['PIDaaa0001'] } };
    expect(read({ body: form(cb) })).toEqual({
      ok: true,
      receipts: [
        arrived('PIDaaa0001'),
        arrived('PIDbbb0002'),
        { ...arrived('PIDaaa0001'), event: 'clicked' },
      ],
    });
  });
  it('is read as the sheet shows it on the wire', () => {
    const body = `access_token=${TOKEN}&cb=%7B%22${MSG_ID}-1%22%3A%7B%22param%22%3A%22job-1%22%2C%22type%22%3A1%2C%22targets%22%3A%5B%22PIDaaa0001%22%5D%7D%7D`;
    expect(read({ body })).toEqual({ ok: true, receipts: [arrived('PIDaaa0001')] });
  });
  it.each<[string, unknown]>([
    ['an object', { [`${MSG_ID}-1`]: event }],
    ['a text', JSON.stringify({ [`${MSG_ID}-1`]: event })],
  ])('may be JSON with its events as %s', (_what, cb) => {
    const body = JSON.stringify({ access_token: TOKEN, cb });
    expect(read({ body, contentType: 'application/json' })).toMatchObject({
      ok: true,
      receipts: { length: 2 },
    });
  });
  it.each<[string, object, object[]]>([
    ['targets in a text', { targets: 'A,B' }, [{ token: 'A' }, { token: 'B' }]],
    ['a target twice', { targets: ['A', 'A'] }, [{ token: 'A' }]],
    ['targets that are none', { targets: ['a b', 5, null, 'x'.repeat(257)] }, []],
    ['no targets', { targets: undefined }, []],
    ['a type as text', { type: '2', targets: 'A' }, [{ event: 'clicked' }]],
    ['a type in its key only', { type: undefined, targets: 'A' }, [{ event: 'arrived' }]],
    ['a type that nobody has described', { type: 7 }, []],
    ['a type nested 30,000 deep', { type: 'DEEP' }, []],
    ['a type with an inherited name', { type: 'toString' }, []],
  ])('may have %s', (_what, fields, receipts) => {
    const cb = JSON.stringify({ [`${MSG_ID}-1`]: { ...event, ...fields } }).replace('"DEEP"', DEEP);
    expect(read({ body: form(cb) })).toMatchObject({
      ok: true,
      receipts,
    });
  });
  it.each([5, 'two words', 'x'.repeat(65), ''])('is believed without a parameter such as %j', (param) => {
    const receipts = receiptsIn(read({ body: form({ [`${MSG_ID}-1`]: { ...event, param } }) }));
    expect(receipts[0]).not.toHaveProperty('correlation');
  });
  it('is believed without an id if its key is none', () => {
    const receipts = receiptsIn(read({ body: form({ key: event }) }));
    expect(receipts.map(({ token }) => token)).toEqual(event.targets);
    expect(receipts[0]).not.toHaveProperty('vendorMessageId');
  });
  it.each<[string, Post, RegExp]>([
    ['with another access token', { body: form({}, 'other') }, /access token/],
    ['without an access token', { body: `cb=${encodeURIComponent('{}')}` }, /access token/],
    [
      'with an access token that is a number',
      { body: '{"access_token":5,"cb":{}}', contentType: 'application/json' },
      /access token/,
    ],
    [
      'if the certificate has none to compare',
      { body: form({}, ''), receiptToken: undefined },
      /no receipt token/,
    ],
    ['without events', { body: form('') }, /no JSON object/],
    ['with a list of events', { body: form([]) }, /no JSON object/],
    ['with half a document', { body: form('{"a') }, /no JSON object/],
    ['with an event that is no object', { body: form({ [`${MSG_ID}-1`]: null }) }, /no object/],
    [
      'with more phones than fit into a second',
      { body: form({ [`${MSG_ID}-1`]: { ...event, targets: many } }) },
      /more than 2000/,
    ],
    ['that is empty', { body: '' }, /access token/],
    ['of broken JSON', { body: '{', contentType: 'application/json' }, /access token/],
  ])('is not believed %s', (_what, post, problem) => {
    expect(read(post)).toEqual({ ok: false, problem: expect.stringMatching(problem) });
  });
  it('never quotes a token in a problem', () => {
    const reading = read({ body: form({}, 'forged-token') });
    expect(JSON.stringify(reading)).not.toMatch(/forged-token|token-of-the-console/);
  });

  it('comes for what a push asked for', async () => {
    const fake = new MeizuFake();
    const credential = { appSecret: 's', receiptToken: TOKEN };
    const callback = 'http://cb.example.com/mz';
    fake.admit({ appId: '100999', ...credential, callbacks: [callback] });
    const server = await serveFakes(new FakeHost([fake], new MemoryWitness()));
    const connection = connectionTo(meizu, server.url, credential, settings);
    const client = meizu.open(connection as Connection<MeizuCredential, MeizuSettings>);
    try {
      const delivery = aDelivery();
      const [call] = meizu.plan([delivery], { ...settings, receipts: true }, Date.now(), callback).calls;
      const [verdict] = (await client.send(call!, 1_000)).verdicts;
      const posted = fake.receipts.next()!;
      expect(posted.url).toBe(callback);
      expect(receiptsIn(read(posted))).toEqual([
        {
          event: 'arrived',
          token: delivery.token,
          correlation: delivery.messageKey,
          vendorMessageId: (verdict as { vendorMessageId: string }).vendorMessageId,
        },
      ]);
      expect(fake.receipts.next()).toBeUndefined();
    } finally {
      await client.close();
      await server.close();
    }
  });
});
