// Names that c-ares does not know are asked of the system, and a slow system holds nobody.
import type { Query } from './lookup';
import { orAskTheSystem } from './system-lookup';

const coded = (code: string) => Object.assign(new Error(code), { code });
const known: Query = () => Promise.resolve([{ address: '192.0.2.1', family: 4, ttlSeconds: 60 }]);
const saying =
  (code: string): Query =>
  () =>
    Promise.reject(coded(code));
const hosts = () => Promise.resolve([{ address: '192.0.2.9', family: 4 }]);
const unanswered = () => new Promise<never>(() => undefined);

describe('issue 10, 3: a name that c-ares does not know', () => {
  it.each(['ENOTFOUND', 'ENODATA', 'ESERVFAIL', 'ECONNREFUSED'])(
    'is asked of the system after %s',
    async (code) => {
      const ask = orAskTheSystem(saying(code), hosts);
      expect(await ask('relay')).toEqual([{ address: '192.0.2.9', family: 4, ttlSeconds: 30 }]);
    },
  );

  it('that the machine itself knows is found', async () => {
    const found = await orAskTheSystem(saying('ENOTFOUND'))('localhost');
    expect(found.map(({ address }) => address)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^(127|::1)/)]),
    );
  });

  it('is never asked of the system when a name server knows it, or is silent', async () => {
    const system = jest.fn(hosts);
    expect(await orAskTheSystem(known, system)('push.example')).toMatchObject([{ address: '192.0.2.1' }]);
    await expect(orAskTheSystem(saying('ETIMEOUT'), system)('push.example')).rejects.toThrow('ETIMEOUT');
    expect(system).not.toHaveBeenCalled();
  });

  it('fails as the name servers said when the system does not know it either', async () => {
    const ask = orAskTheSystem(saying('ENODATA'), () => Promise.reject(coded('ENOTFOUND')));
    await expect(ask('push.invalid')).rejects.toMatchObject({ code: 'ENODATA' });
  });

  it('waits for a stuck system no longer than its deadline, and uses two threads at most', async () => {
    const system = jest.fn(unanswered);
    const ask = orAskTheSystem(saying('ENOTFOUND'), system, 20);
    const asked = ['a', 'b', 'c'].map((name) => ask(name));
    for (const result of await Promise.allSettled(asked)) expect(result.status).toBe('rejected');
    expect(system).toHaveBeenCalledTimes(2);
  });
});
