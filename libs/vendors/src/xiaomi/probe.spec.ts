import { createServer } from 'node:http';
import { connectionTo } from '@offline-push/vendor-fakes/conformance';
import { FakeHost } from '@offline-push/vendor-fakes/host/host';
import { listen, serveFakes } from '@offline-push/vendor-fakes/host/serve';
import { MemoryWitness } from '@offline-push/vendor-fakes/host/witness';
import { newFake } from '@offline-push/vendor-fakes/xiaomi/fake';
import { xiaomi } from './index';
import { judge } from './probe';
import type { XiaomiCredential, XiaomiSettings } from './credential';
import type { Connection } from '../vendor';
import type { Vendor } from '../vendor';

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
