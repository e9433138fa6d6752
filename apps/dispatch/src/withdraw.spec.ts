import { type BindingChanged, bindingChanged } from '@offline-push/contracts';
import { withdrawalsOf } from './withdraw';

const bound = bindingChanged.examples['bound'] as BindingChanged;
const token = bound.tokenHash;
const unbound = (cause: BindingChanged['cause']): BindingChanged => ({ ...bound, change: 'unbound', cause });

describe('withdrawals', () => {
  it.each(['logged-out', 'kicked', 'invalidated', 'superseded', 'push-off'] as const)(
    '%s silences every token of the session',
    (cause) => {
      expect(withdrawalsOf([unbound(cause)]).withdrawn).toEqual([
        expect.objectContaining({ session: 's-1', tokenHash: '' }),
      ]);
    },
  );

  it.each(['moved', 'token-dead', 'unbound'] as const)('%s silences that token only', (cause) => {
    expect(withdrawalsOf([unbound(cause)]).withdrawn).toEqual([
      expect.objectContaining({ tokenHash: token }),
    ]);
  });

  it('a replaced token may still ring: phone and user are the same', () => {
    expect(withdrawalsOf([unbound('replaced')])).toEqual({ withdrawn: [], lifted: [] });
  });

  it('a refused report changes nothing', () => {
    expect(withdrawalsOf([{ ...bound, change: 'refused', cause: 'not-logged-in' }])).toEqual({
      withdrawn: [],
      lifted: [],
    });
  });

  it('the last change of a slice counts', () => {
    expect(withdrawalsOf([unbound('push-off'), bound])).toMatchObject({
      withdrawn: [],
      lifted: [{ tokenHash: token }],
    });
    expect(withdrawalsOf([bound, unbound('logged-out')])).toMatchObject({ withdrawn: [{ tokenHash: '' }] });
  });

  it('a token that moved away stays silent when its old owner binds another one', () => {
    const { withdrawn, lifted } = withdrawalsOf([
      unbound('moved'),
      { ...bound, tokenHash: 'CCCCCCCCCCCCCCCCCCCCCC' },
    ]);
    expect(withdrawn).toEqual([expect.objectContaining({ tokenHash: token })]);
    expect(lifted).toEqual([expect.objectContaining({ tokenHash: 'CCCCCCCCCCCCCCCCCCCCCC' })]);
  });
});
