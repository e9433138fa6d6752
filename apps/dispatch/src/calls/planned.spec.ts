import type { Delivery, Plan } from '@offline-push/vendors/send';
import { planAll } from './planned';

const deliveries = Array.from({ length: 1_000 }, (_, i) => ({ targetId: `t${i}` }) as Delivery);
const idsOf = ({ calls }: Plan): string[] =>
  calls.flatMap((call) => call.deliveries.map(({ targetId }) => targetId));

/** One call for all, as list vendors plan. Throws for some. */
function planThat(throwsFor: readonly string[]) {
  let calls = 0;
  const plan = (some: readonly Delivery[]): Plan => {
    calls += 1;
    if (some.some(({ targetId }) => throwsFor.includes(targetId))) throw new TypeError('not a grapheme');
    return { calls: [{ deliveries: some, request: {} }], ended: [] };
  };
  return { plan, count: () => calls };
}

describe('S4: a plan that throws for one content', () => {
  it('does not take the others along', () => {
    const { plan, count } = planThat(['t7', 't650']);
    const planned = planAll(plan, deliveries);
    expect(planned.failed.map(({ delivery }) => delivery.targetId)).toEqual(['t7', 't650']);
    expect(idsOf(planned).sort()).toEqual(
      deliveries
        .map(({ targetId }) => targetId)
        .filter((id) => id !== 't7' && id !== 't650')
        .sort(),
    );
    expect(count()).toBeLessThan(50);
  });

  it('is one plan where nothing throws', () => {
    const { plan, count } = planThat([]);
    expect(idsOf(planAll(plan, deliveries))).toHaveLength(1_000);
    expect(count()).toBe(1);
  });

  it('ends where everything throws', () => {
    const { plan } = planThat(deliveries.map(({ targetId }) => targetId));
    expect(planAll(plan, deliveries.slice(0, 9))).toMatchObject({ calls: [], failed: { length: 9 } });
  });
});
