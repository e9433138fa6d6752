import { attentionOf } from './cares';

type Lanes = Parameters<typeof attentionOf>[1];
const lane = (state: Lanes[number]['state'], certificateId: number) =>
  ({ certificateId, vendor: 'v', state, says: 'no' }) as unknown as Lanes[number];

it('what needs a person is what is missing, what stands still, and what ended badly; no stop of a rule', () => {
  const boxes = [
    { box: 'stopped-at-gate', reason: 'online', count: 9 },
    { box: 'settled', reason: 'accepted', count: 5 },
    { box: 'settled', reason: 'refused', count: 2 },
    { box: 'dead-letter', reason: 'schema-violation', count: 1 },
  ] as const;
  const cares = attentionOf({ boxes: [...boxes], missing: 3 }, [
    lane('open', 1),
    lane('credential-refused', 2),
  ]);
  expect(cares).toEqual([
    { kind: 'box', code: 'missing', count: 3 },
    { kind: 'lane', code: 'credential-refused', certificateId: 2, vendor: 'v', says: 'no' },
    { kind: 'outcome', code: 'refused', count: 2 },
    { kind: 'dead-letter', code: 'schema-violation', count: 1 },
  ]);
  expect(attentionOf({ boxes: [], missing: 0 }, [lane('open', 1)])).toEqual([]);
});
