import { createServer } from 'node:http';
import { connectionTo } from '../conformance';
import { FakeHost } from '../host/host';
import { listen, serveFakes } from '../host/serve';
import { MemoryWitness } from '../host/witness';
import { newFake } from './fake';
import { xiaomi } from '@offline-push/vendors/xiaomi/index';
import { judge } from '@offline-push/vendors/xiaomi/probe';
import type { XiaomiCredential, XiaomiSettings } from '@offline-push/vendors/xiaomi/credential';
import type { Connection } from '@offline-push/vendors/vendor';
import type { Vendor } from '@offline-push/vendors/vendor';

describe('probing Xiaomi', () => {
  it('tells a good AppSecret from a wrong one', async () => {
    const fake = newFake();
    fake.admit(fake.sample.tenant);
    const server = await serveFakes(new FakeHost([fake], new MemoryWitness()));
    const probe = (credential: object) =>
      xiaomi.probe(
        connectionTo(xiaomi as Vendor, server.url, credential, fake.sample.settings) as Connection<
          XiaomiCredential,
          XiaomiSettings
        >,
        2_000,
      );
    try {
      expect(await probe(fake.sample.credential)).toEqual({ result: 'good' });
      expect(await probe(fake.sample.wrongCredential)).toMatchObject({
        result: 'wrong',
        field: '/appSecret',
      });
    } finally {
      await server.close();
    }
  });

  it("reads a code that is spelled as text, like all of Xiaomi's answers", async () => {
    const http = createServer((_incoming, outgoing) => outgoing.end('{"result":"ok","code":"0"}'));
    const server = await listen(http, 0);
    const { credential, settings } = newFake().sample;
    try {
      const connection = connectionTo(xiaomi as Vendor, server.url, credential, settings);
      expect(await (xiaomi as Vendor).probe(connection, 10_000)).toEqual({ result: 'good' });
    } finally {
      await server.close();
    }
  });

  it.each([
    [0, 'good'],
    [10039, 'good'],
    [21301, 'wrong'],
    [10002, 'unknown'],
    [undefined, 'unknown'],
  ])('code %s means %s', (code, result) => expect(judge(code).result).toBe(result));
});
