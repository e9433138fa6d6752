// What is told about a binding that ended.
import { tokenHashOf } from '@offline-push/contracts';
import { bob, login, report, tell, XIAOMI } from '../../fixtures/examples';

describe('the announcement of an end', () => {
  it('names the token that ended by its hash, never in full', () => {
    const { draft } = tell([login(bob, 1), report(bob, 't', 2), report(bob, 'u', 3)]);
    expect(draft.changes[1]).toEqual({
      ...bob,
      change: 'unbound',
      cause: 'replaced',
      certificateId: XIAOMI,
      tokenHash: tokenHashOf('demo', 'xiaomi', 't'),
      vendor: 'xiaomi',
      atMs: 3,
    });
  });
});
