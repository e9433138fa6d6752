// What may share a request, and what must not.
import { aDelivery, deliveries } from '../../conformance';
import type { Delivery } from '@offline-push/vendors/vendor';
import { entriesOf, sameContent } from '@offline-push/vendors/shared/content/same-content';

const expiresAtMs = 1_790_000_000_000;
const one = (fields: Partial<Delivery> = {}): Delivery =>
  aDelivery({ messageKey: 'key', token: 'T', content: { title: 'a' }, expiresAtMs, ...fields });

describe('deliveries of one message', () => {
  it.each<[string, Partial<Delivery>, number]>([
    ['share a group', {}, 1],
    ['share a group on different phones', { token: 'other' }, 1],
    ['are apart if they show something else', { content: { title: 'b' } }, 2],
    ['are apart if they end at another time', { expiresAtMs: expiresAtMs + 1 }, 2],
    ['are apart if one has to go alone', { alone: true }, 2],
    ['are apart if they are of another message after all', { messageKey: 'other' }, 2],
  ])('%s', (_what, other, groups) => {
    expect(sameContent([one(), one(other)])).toHaveLength(groups);
  });
  it('keep their order, also when others stand between them', () => {
    const [first, between, last] = [one(), one({ messageKey: 'other' }), one()];
    expect(sameContent([first, between, last])).toEqual([[first, last], [between]]);
  });
});

describe('the tokens of a group', () => {
  const form = {
    problem: (token: string) => (token === 'bad' ? 'is bad' : undefined),
    canonical: (token: string) => token,
  };
  it('are named once, with all who asked for them', () => {
    const asked = deliveries(2, { token: 'T' });
    expect(entriesOf([...asked, one({ token: 'U' })], form).entries).toMatchObject([
      { token: 'T', deliveries: asked },
      { token: 'U' },
    ]);
  });
  it('end with the rule they break', () => {
    const delivery = one({ token: 'bad' });
    expect(entriesOf([delivery], form)).toEqual({
      entries: [],
      impossible: [{ delivery, state: 'refused', code: 'token-form', detail: 'is bad' }],
    });
  });
});
