// Which calls are made of deliveries. Pure, so no fake is asked.
import { messageKeyOf } from '@offline-push/contracts';
import type { Delivery } from '@offline-push/vendors/send';
import type { Builders } from './deliveries';
import type { Subject } from './subject';

const NOW_MS = 1_790_000_000_000;

export function aboutPlan(subject: Subject, { one, many }: Builders): void {
  const { vendor, settings } = subject;

  const mixture = (): Delivery[] => [
    ...many(30),
    ...many(5, { messageKey: messageKeyOf('demo', 'group'), expiresAtMs: NOW_MS + 60_000 }),
    one({ expiresAtMs: NOW_MS - 1 }),
    one({ token: 'a,b' }),
    one({ content: {} }),
    one({ content: { vendors: { [vendor.id]: { noSuchOption: true } } } }),
    one({ alone: true }),
  ];

  it('puts every delivery into exactly one call, or ends it with a code', () => {
    const asked = mixture();
    const { calls, ended } = vendor.plan(asked, settings, NOW_MS);
    const found = [...calls.flatMap((call) => call.deliveries), ...ended.map(({ delivery }) => delivery)].map(
      ({ targetId }) => targetId,
    );
    expect(found.sort()).toEqual(asked.map(({ targetId }) => targetId).sort());
    expect(ended.every(({ code, detail }) => /^[a-z-]{1,100}$/.test(code) && detail.length <= 200)).toBe(
      true,
    );
  });
  it('is pure: the same deliveries make the same calls, and stay as they were', () => {
    const asked = mixture();
    const before = structuredClone(asked);
    expect(vendor.plan(asked, settings, NOW_MS)).toEqual(vendor.plan(asked, settings, NOW_MS));
    expect(asked).toEqual(before);
  });
  it('ends what has expired, what has an impossible token and what breaks the options', () => {
    const ends = [
      one({ expiresAtMs: NOW_MS }),
      one({ token: 'a,b' }),
      one({ content: { vendors: { [vendor.id]: { noSuchOption: true } } } }),
    ];
    const { calls, ended } = vendor.plan(ends, settings, NOW_MS);
    expect(calls).toEqual([]);
    expect(ended.map(({ state, code }) => `${state} as ${code}`).sort()).toEqual([
      'expired as expired',
      'refused as bad-options',
      'refused as token-form',
    ]);
  });
  it.each(Object.keys(vendor.options['properties'] as object))(
    'reads an empty option %s as none: clients write out what they do not set (scenario 51)',
    (name) => {
      const plain = one();
      const planOf = (options: Record<string, unknown>) =>
        vendor.plan(
          [{ ...plain, content: { ...plain.content, vendors: { [vendor.id]: options } } }],
          settings,
          NOW_MS,
        );
      const requests = [{}, { [name]: null }, { [name]: '' }].map((options) => {
        const { calls, ended } = planOf(options);
        return { requests: calls.map(({ request }) => request), ended };
      });
      expect(requests[1]).toEqual(requests[0]);
      expect(requests[2]).toEqual(requests[0]);
    },
  );
  it('plans nothing for nobody', () => {
    expect(vendor.plan([], settings, NOW_MS)).toEqual({ calls: [], ended: [] });
  });
  it(`lets ${subject.features.tokensPerCall} phones share a call of one message`, () => {
    const count = Math.min(2 * subject.features.tokensPerCall, 2_000);
    const wide = many(count, {
      messageKey: messageKeyOf('demo', 'wide'),
      expiresAtMs: NOW_MS + 60_000,
    });
    const { calls } = vendor.plan(wide, settings, NOW_MS);
    expect(calls).toHaveLength(count / subject.features.tokensPerCall);
  });
  it('keeps a lonely delivery apart from other messages', () => {
    const [lonely, ...others] = [one({ alone: true }), ...many(3)];
    const { calls } = vendor.plan([lonely!, ...others], settings, NOW_MS);
    const its = calls.find((call) => call.deliveries.includes(lonely!));
    expect(its?.deliveries).toEqual([lonely]);
  });
}
