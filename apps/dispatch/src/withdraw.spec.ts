import { type BindingChanged, bindingChanged } from '@offline-push/contracts';
import { standingsOf } from './withdraw';

const bound = bindingChanged.examples['bound'] as BindingChanged;
const token = bound.tokenHash;
const unbound = (cause: BindingChanged['cause'], atMs = bound.atMs + 1): BindingChanged => ({
  ...bound,
  change: 'unbound',
  cause,
  atMs,
});
const silenced = (...changes: BindingChanged[]) =>
  standingsOf(changes).flatMap(({ tokenHash, isWithdrawn }) => (isWithdrawn ? [tokenHash] : []));

describe('withdrawals', () => {
  it.each(['logged-out', 'kicked', 'invalidated', 'superseded', 'push-off'] as const)(
    '%s silences every token of the session',
    (cause) => expect(silenced(unbound(cause))).toEqual(['']),
  );

  it.each(['moved', 'token-dead', 'unbound'] as const)('%s silences that token only', (cause) => {
    expect(silenced(unbound(cause))).toEqual([token]);
  });

  it('a replaced token may still ring: phone and user are the same', () => {
    expect(standingsOf([unbound('replaced')])).toEqual([]);
  });

  it('a refused report changes nothing', () => {
    expect(standingsOf([{ ...bound, change: 'refused', cause: 'not-logged-in' }])).toEqual([]);
  });

  it('a binding lifts what silenced its session before, and its token', () => {
    const again = { ...bound, atMs: bound.atMs + 2 };
    expect(silenced(unbound('push-off'), again)).toEqual([]);
    expect(silenced(unbound('unbound'), again)).toEqual([]);
  });

  it('the newest fact counts, in whatever order the events come', () => {
    expect(silenced(bound, unbound('logged-out'))).toEqual(['']);
    expect(silenced(unbound('logged-out'), bound)).toEqual(['']);
  });

  it('of two facts at the same time the one that silences counts', () => {
    expect(silenced(unbound('logged-out', bound.atMs), bound)).toEqual(['']);
    expect(silenced(bound, unbound('logged-out', bound.atMs))).toEqual(['']);
  });

  it('a token that moved away stays silent when its old owner binds another one', () => {
    const other = { ...bound, tokenHash: 'CCCCCCCCCCCCCCCCCCCCCC', atMs: bound.atMs + 2 };
    expect(silenced(unbound('moved'), other)).toEqual([token]);
  });
});
