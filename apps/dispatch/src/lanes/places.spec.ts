// What one push service says closes the way to no other of the same certificate (seam 3.2).
import type { Verdict } from '@offline-push/vendors/send';
import { Places } from './places';

const ACCEPTED: Verdict = { kind: 'accepted' };
const GONE: Verdict = { kind: 'unavailable', code: 'econnrefused', mayHaveRung: false };
const REFUSED: Verdict = { kind: 'credential-broken', code: 'BadJwtToken', detail: 'why' };

function called(places: Places, name: string, verdict: Verdict, nowMs: number): void {
  expect(places.enter(name, nowMs)).toBeUndefined();
  places.answered(name, [verdict], nowMs);
  places.leave(name);
}

describe('seam 3.2: of the places of a lane', () => {
  it('one that refuses the credential is left alone for longer and longer, and the others are called', () => {
    const places = new Places();
    called(places, 'a.example', REFUSED, 0);
    expect(places.enter('a.example', 0)).toEqual({
      ...{ parkedFor: 'credential-broken', delayMs: 5_000, code: 'BadJwtToken', detail: 'why' },
    });
    called(places, 'b.example', ACCEPTED, 0);
    called(places, 'a.example', REFUSED, 5_000);
    expect(places.enter('a.example', 5_000)).toMatchObject({ delayMs: 10_000 });
    called(places, 'a.example', ACCEPTED, 15_000);
    called(places, 'a.example', ACCEPTED, 15_000);
  });
  it('one that is away opens its own breaker, and one call finds out whether it is back', () => {
    const places = new Places();
    for (let i = 0; i < 5; i++) called(places, 'a.example', GONE, 0);
    expect(places.enter('a.example', 0)).toMatchObject({ parkedFor: 'unavailable', delayMs: 1_000 });
    called(places, 'b.example', ACCEPTED, 0);
    expect(places.enter('a.example', 1_000)).toBeUndefined();
    expect(places.enter('a.example', 1_000)).toMatchObject({
      parkedFor: 'unavailable',
      code: 'econnrefused',
    });
    places.answered('a.example', [ACCEPTED], 1_000);
    places.leave('a.example');
    called(places, 'a.example', ACCEPTED, 1_000);
  });
  it('one that throttles waits as long as it says', () => {
    const places = new Places();
    called(places, 'a.example', { kind: 'throttled', code: 'http-429', retryAfterMs: 3_600_000 }, 0);
    expect(places.enter('a.example', 10)).toMatchObject({ parkedFor: 'throttled', delayMs: 3_599_990 });
    called(places, 'b.example', ACCEPTED, 10);
  });
  it('no more are remembered than there may be, however many clients name', () => {
    const places = new Places();
    for (let i = 0; i < 1_500; i++) called(places, `host-${i}.example`, REFUSED, 0);
    expect(places.enter('host-1499.example', 0)).toBeDefined();
    expect(places.enter('host-0.example', 0)).toBeUndefined();
  });
});
