import type { Session } from './asks';
import { SPAN_MS, stretchesOf } from './strip';

const NOW_MS = 1_790_000_000_000;
const session = (fields: Partial<Session>): Session => ({
  ...{ device: 'd', session: 's', isCurrent: true, status: 'offline', login: 'in', phase: 'unknown' },
  ...{ seenAtMs: NOW_MS, links: [], ...fields },
});

describe('what was true of a device in the last 24 hours', () => {
  it('is cut to them, and goes on where nobody told of an end', () => {
    const loggedInAtMs = NOW_MS - 2 * SPAN_MS;
    expect(stretchesOf([session({ loggedInAtMs })], NOW_MS)).toEqual([
      { what: 'login', fromMs: NOW_MS - SPAN_MS, untilMs: NOW_MS, isNow: true },
    ]);
  });

  it('has each link until it ended, was last alive, or now', () => {
    const [firstAtMs, aliveAtMs, endedAtMs] = [NOW_MS - 9_000, NOW_MS - 6_000, NOW_MS - 3_000];
    const link = { firstAtMs, aliveAtMs, phase: 'unknown' } as const;
    const links: Session['links'] = [
      { ...link, state: 'up' },
      { ...link, state: 'silent' },
      { ...link, state: 'down', endedAtMs },
    ];
    expect(stretchesOf([session({ links })], NOW_MS).map(({ untilMs }) => untilMs)).toEqual([
      NOW_MS,
      aliveAtMs,
      endedAtMs,
    ]);
  });

  it('has nothing of what was over before', () => {
    const old = { loggedInAtMs: NOW_MS - 3 * SPAN_MS, endedAtMs: NOW_MS - 2 * SPAN_MS };
    expect(stretchesOf([session(old)], NOW_MS)).toEqual([]);
  });
});
