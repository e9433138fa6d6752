import type { Delivery, Verdict, VendorClient } from '@offline-push/vendors/send';
import { sentBy, loginFailure } from './verdicts-of';

const call = { deliveries: ['a', 'b', 'c'].map((targetId) => ({ targetId }) as Delivery), request: {} };
const accepted: Verdict = { kind: 'accepted' };
const begin = { withinMs: 250, lastMs: 1_500 };
const client = (send: () => Promise<readonly Verdict[]>): VendorClient => ({
  send: async () => ({ verdicts: await send(), furtherCalls: 2 }),
  close: async () => {},
});
const sent = (send: () => Promise<readonly Verdict[]>) => sentBy(client(send), call, 1_000, begin);
const ask = async (send: () => Promise<readonly Verdict[]>) => (await sent(send)).verdicts;

describe('S4: the verdicts of a call', () => {
  it('are those of the client', async () => {
    const verdicts = [accepted, accepted, accepted];
    expect(await ask(() => Promise.resolve(verdicts))).toBe(verdicts);
  });

  it.each([0, 1, 2])(
    'of which only %i came: the others are unknown, and those that came count',
    async (came) => {
      const verdicts = await ask(() => Promise.resolve(Array.from({ length: came }, () => accepted)));
      expect(verdicts.slice(0, came)).toEqual(Array.from({ length: came }, () => accepted));
      for (const verdict of verdicts.slice(came))
        expect(verdict).toMatchObject({ kind: 'unavailable', code: 'verdict-missing', mayHaveRung: true });
      expect(verdicts).toHaveLength(3);
    },
  );

  it('structure 9: how many calls it made is kept, also where a verdict is missing', async () => {
    expect(await sent(() => Promise.resolve([accepted]))).toMatchObject({ furtherCalls: 2 });
    expect(await sent(() => Promise.resolve([accepted, accepted, accepted]))).toMatchObject({
      furtherCalls: 2,
    });
  });

  it('that are too many are cut', async () =>
    expect(await ask(() => Promise.resolve([accepted, accepted, accepted, accepted]))).toHaveLength(3));

  it('are unknown where the client throws', async () =>
    expect(await ask(() => Promise.reject(new Error('no')))).toEqual(
      [1, 2, 3].map(() => expect.objectContaining({ code: 'client-failed', mayHaveRung: true })),
    ));

  it('are known before any byte where the login throws', async () => {
    const broken = { ...client(() => Promise.resolve([])), prepare: () => Promise.reject(new Error('no')) };
    expect(await loginFailure(broken, call, 1_000)).toMatchObject({ mayHaveRung: false });
    expect(
      await loginFailure(
        client(() => Promise.resolve([])),
        call,
        1_000,
      ),
    ).toBeUndefined();
  });
});
