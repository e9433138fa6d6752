import { healthOf } from './health';

const refused = {
  ...{ certificateId: 7, version: 1, state: 'refused' as const, code: '21301', says: 'auth failed' },
  ...{ sinceMs: 1_790_000_000_000, judgedAtMs: 1_790_000_060_000, tryAgainAtMs: 1_790_000_120_000 },
};

describe('health of the version in force', () => {
  it('is unknown while only an older version met the vendor, whose words are told as its', () => {
    expect(healthOf(refused, 2)).toEqual({
      state: 'unknown',
      version: 2,
      says: 'version 2 has not met the vendor yet; version 1 was refused: 21301 auth failed',
    });
    const { code, says, tryAgainAtMs, ...bare } = refused;
    expect([code, says, tryAgainAtMs]).not.toContain(undefined);
    expect(healthOf({ ...bare, state: 'good' }, 3).says).toBe(
      'version 3 has not met the vendor yet; version 1 was good',
    );
  });

  it.each([1, undefined])('is what was judged, if version %s is in force', (inForce) =>
    expect(healthOf(refused, inForce)).toMatchObject({ state: 'refused', version: 1, code: '21301' }),
  );

  it('is unknown if nothing was told', () => expect(healthOf(undefined, 1)).toEqual({ state: 'unknown' }));
});
