// Facts come doubled, swapped and late, on topics without an order between them: it must not matter.
import fc from 'fast-check';
import {
  bob,
  bobAgain,
  bobsTablet,
  carol,
  carolThere,
  certificate,
  death,
  end,
  login,
  OTHER_APPS,
  pushOff,
  report,
  tell,
  xiaomi,
  XIAOMI,
} from '../../fixtures/examples';
import { Known } from '../facts/known';
import type { SessionKey } from '../facts/facts';
import type { Fact } from '../facts/fact';
import { standingOf } from '../standing/standing';

describe('facts in any order', () => {
  const keys = [bob, bobAgain, bobsTablet, carol, carolThere];
  const key = fc.constantFrom(...keys);
  const token = fc.constantFrom('t', 'T', 'u', 'v', 'a,b');
  const certificateId = fc.constantFrom(XIAOMI, 8888, OTHER_APPS);
  const causes = fc.constantFrom('logged-out' as const, 'kicked' as const, 'invalidated' as const);
  /** Each fact has a time of its own. */
  const facts = fc
    .array(
      fc.oneof(
        fc.record({ make: fc.constant(login), key }).map(
          ({ key }) =>
            (atMs: number) =>
              login(key, atMs),
        ),
        fc.tuple(key, causes).map(
          ([key, cause]) =>
            (atMs: number) =>
              end(key, atMs, cause),
        ),
        fc.tuple(key, token, certificateId).map(
          ([key, token, id]) =>
            (atMs: number) =>
              report(key, token, atMs, id),
        ),
        key.map((key) => (atMs: number) => pushOff(key, atMs)),
        fc.tuple(token, certificateId, fc.constantFrom(undefined, undefined, 'v', 'w')).map(
          ([token, id, successor]) =>
            (atMs: number) =>
              death(token, atMs, id, successor),
        ),
        fc
          .constantFrom('enabled' as const, 'disabled' as const)
          .map((state) => (atMs: number) => certificate({ certificateId: 8888, state, changedAtMs: atMs })),
      ),
      { maxLength: 14 },
    )
    .map((makers) => makers.map((make, i) => make(i + 1)));
  const inTwoOrders = facts.chain((list) => {
    const twice = [...list, ...list];
    return fc.tuple(
      fc.constant(list),
      fc.shuffledSubarray(twice, { minLength: twice.length, maxLength: twice.length }),
    );
  });
  const certificates = [xiaomi, { ...xiaomi, certificateId: OTHER_APPS, app: 'other' }];
  const standingsAfter = (list: readonly Fact[]) => {
    const { known } = tell(list, new Known({ certificates }));
    return keys.map((each) => standingOf(known, each));
  };

  it('end in the same standings, however often and in whatever order they come', () => {
    fc.assert(
      fc.property(inTwoOrders, ([once, shuffledTwice]) => {
        expect(standingsAfter(shuffledTwice)).toEqual(standingsAfter(once));
      }),
      { numRuns: 2_000 },
    );
  });

  it('a report behind the end of its session changes nothing for anybody', () => {
    fc.assert(
      fc.property(facts, fc.subarray(keys, { minLength: 1 }), token, (list, ended, said) => {
        const [key] = ended as [SessionKey];
        const before = [...list, end(key, 100, 'kicked')];
        const late = [report(key, said, 101), pushOff(key, 102)];
        const others = (all: readonly Fact[]) => standingsAfter(all).filter((_, i) => keys[i] !== key);
        expect(others([...before, ...late])).toEqual(others(before));
        expect(others([...list, ...late, end(key, 100, 'kicked')])).toEqual(others(before));
      }),
      { numRuns: 2_000 },
    );
  });

  it('leave a token with one session at most', () => {
    fc.assert(
      fc.property(facts, (list) => {
        const tokens = standingsAfter(list).flatMap((standing) =>
          standing.state === 'bound' && !standing.borrowed ? [standing.report.tokenHash] : [],
        );
        expect(new Set(tokens).size).toBe(tokens.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it('say nothing new when all of them come again', () => {
    fc.assert(
      fc.property(facts, (list) => {
        const { known } = tell(list, new Known({ certificates }));
        const again = tell(list, known).changes.filter((change) => !change.includes('refused'));
        expect(again).toEqual([]);
      }),
    );
  });

  it('announce every binding that begins and every end: told and true agree', () => {
    fc.assert(
      fc.property(inTwoOrders, ([, list]) => {
        const { draft, known } = tell(list, new Known({ certificates }));
        for (const each of keys) {
          const standing = standingOf(known, each);
          // A borrowed token is no report, so nobody is told.
          if (standing.state === 'bound' && standing.borrowed) continue;
          const told = draft.changes.filter(
            ({ session, change, tokenHash }) =>
              session === each.session &&
              change !== 'refused' &&
              (standing.state !== 'bound' ||
                tokenHash === standing.report.tokenHash ||
                tokenHash === undefined),
          );
          expect(told.at(-1)?.change === 'bound').toBe(standing.state === 'bound');
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
