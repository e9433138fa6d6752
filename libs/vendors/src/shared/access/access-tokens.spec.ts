import type { AccessToken } from '../../vendor';
import { AccessTokens } from './access-tokens';
import { MemoryShelf } from './memory-shelf';

const HOUR_MS = 3_600_000;
const now = 1_790_000_000_000;

function vendor(lifeMs = HOUR_MS) {
  const asked: AccessToken[] = [];
  const fetch = async (): Promise<AccessToken> => {
    await new Promise((resolve) => setImmediate(resolve));
    const token = { token: `t${asked.length + 1}`, expiresAtMs: now + lifeMs };
    asked.push(token);
    return token;
  };
  return { asked, fetch };
}

describe('access tokens', () => {
  it('are fetched once for all who wait', async () => {
    const { asked, fetch } = vendor();
    const tokens = new AccessTokens(new MemoryShelf(), fetch);
    const got = await Promise.all(Array.from({ length: 50 }, () => tokens.get(now)));
    expect([asked.length, new Set(got.map(({ token }) => token))]).toEqual([1, new Set(['t1'])]);
  });

  it('are at hand once one was fetched, until they need to be renewed', async () => {
    const { fetch } = vendor();
    const tokens = new AccessTokens(new MemoryShelf(), fetch);
    expect(tokens.atHand(now)).toBeUndefined();
    await tokens.get(now);
    expect(tokens.atHand(now)).toMatchObject({ token: 't1' });
    expect(tokens.atHand(now + HOUR_MS - 60_000)).toBeUndefined();
  });

  it('are looked for once for all who wait', async () => {
    const { asked, fetch } = vendor();
    const shelf = new MemoryShelf();
    const looks: (() => void)[] = [];
    const find = async (): Promise<AccessToken | undefined> => {
      const seen = await shelf.find();
      await new Promise<void>((resolve) => looks.push(resolve));
      return seen;
    };
    const renew = shelf.renew.bind(shelf);
    const tokens = new AccessTokens({ find, renew }, fetch);
    const [early, late] = [tokens.get(now), tokens.get(now)];
    await new Promise((resolve) => setImmediate(resolve));
    for (const look of looks) look();
    expect([await early, await late]).toMatchObject([{ token: 't1' }, { token: 't1' }]);
    expect([asked.length, looks.length]).toEqual([1, 1]);
  });

  it('know which one took the place of a refused one: if it is refused as well, no further login helps', async () => {
    const { fetch } = vendor();
    const tokens = new AccessTokens(new MemoryShelf(), fetch);
    const first = await tokens.get(now);
    expect(tokens.mayReplace(first, true)).toBe(true);
    const asked = tokens.refused(first);
    expect(tokens.atHand(now)).toBeUndefined();
    const other = await asked;
    expect(tokens.mayReplace(other, true)).toBe(false);
    // One that worked for a while may be replaced when it ends.
    expect(tokens.mayReplace(other, false)).toBe(false);
    expect(tokens.mayReplace(other, true)).toBe(true);
  });

  it('that were refused are not taken from the shelf again when the login fails', async () => {
    let isAway = false;
    const { asked, fetch } = vendor();
    const tokens = new AccessTokens(new MemoryShelf(), () =>
      isAway ? Promise.reject(new Error('away')) : fetch(),
    );
    const first = await tokens.get(now);
    isAway = true;
    await expect(tokens.refused(first)).rejects.toThrow('away');
    isAway = false;
    expect(await tokens.get(now)).toMatchObject({ token: 't2' });
    expect(asked).toHaveLength(2);
  });

  it('are shared by pods through the shelf', async () => {
    const { asked, fetch } = vendor();
    const shelf = new MemoryShelf();
    const pods = [new AccessTokens(shelf, fetch), new AccessTokens(shelf, fetch)];
    await Promise.all(pods.map((pod) => pod.get(now)));
    expect(asked).toHaveLength(1);
  });

  it('are renewed before they end', async () => {
    const { asked, fetch } = vendor();
    const tokens = new AccessTokens(new MemoryShelf(), fetch);
    await tokens.get(now);
    await tokens.get(now + HOUR_MS - 60_001);
    expect(asked).toHaveLength(1);
    await tokens.get(now + HOUR_MS - 60_000);
    expect(asked).toHaveLength(2);
  });

  it('are fetched once more when the vendor refuses one, however many calls it refuses', async () => {
    const { asked, fetch } = vendor();
    const shelf = new MemoryShelf();
    const [here, there] = [new AccessTokens(shelf, fetch), new AccessTokens(shelf, fetch)];
    const token = await here.get(now);
    await there.get(now);
    await Promise.all([here.refused(token), here.refused(token), there.refused(token)]);
    expect(asked).toHaveLength(2);
  });

  it('pass on why the vendor gave none, and ask again the next time', async () => {
    let tries = 0;
    const fetch = () =>
      ++tries === 1
        ? Promise.reject(new Error('no'))
        : Promise.resolve({ token: 't', expiresAtMs: now + HOUR_MS });
    const tokens = new AccessTokens(new MemoryShelf(), fetch);
    await expect(tokens.get(now)).rejects.toThrow('no');
    expect(await tokens.get(now)).toMatchObject({ token: 't' });
  });
});
