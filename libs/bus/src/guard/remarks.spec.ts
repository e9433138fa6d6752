import { oddRecords, repairedFields, unknownFields } from '../metrics';
import { countRemarks } from './remarks';

const remarks = { oddities: [], unknownFields: [], repaired: [] };
const valuesOf = async (metric: typeof unknownFields, topic: string) =>
  (await metric.get()).values.filter(({ labels }) => labels.topic === topic);

describe('remarks', () => {
  it('are counted by topic, oddity and field', async () => {
    countRemarks('counted.v1', { ...remarks, oddities: ['key'], repaired: ['push.title'] });
    expect(await valuesOf(oddRecords as never, 'counted.v1')).toMatchObject([
      { value: 1, labels: { oddity: 'key' } },
    ]);
    expect(await valuesOf(repairedFields as never, 'counted.v1')).toMatchObject([
      { value: 1, labels: { field: 'push.title' } },
    ]);
  });

  it('3.11: name fifty unknown fields of a topic, and count the others as other', async () => {
    for (let i = 0; i < 60; i++) countRemarks('many.v1', { ...remarks, unknownFields: [`push.f${i}`] });
    countRemarks('many.v1', { ...remarks, unknownFields: ['push.f0'] });
    const values = await valuesOf(unknownFields, 'many.v1');
    expect(values).toHaveLength(51);
    expect(values).toContainEqual({ labels: { topic: 'many.v1', field: 'push.f0' }, value: 2 });
    expect(values).toContainEqual({ labels: { topic: 'many.v1', field: 'other' }, value: 10 });
  });

  it('shorten names and show what cannot be printed', async () => {
    countRemarks('long.v1', { ...remarks, unknownFields: [`a\u0000\u001b\n${'x'.repeat(900)}`] });
    expect(await valuesOf(unknownFields, 'long.v1')).toMatchObject([
      { labels: { field: `a\ufffd\ufffd\ufffd${'x'.repeat(60)}` } },
    ]);
  });
});
