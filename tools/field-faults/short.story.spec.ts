// The short form of `npm run field-faults`: the faults that are marked for it, on one platform, by their own definitions.
import { ensureAtHand } from '@offline-push/platform';
import { mustBalance } from './balance';
import { FAULTS } from './faults';
import { tried } from './run-faults';
import { Scene } from './scene';

const SHORT = FAULTS.filter(({ short }) => short);

/** Longer than a fault may take with the look whether all is well after it: what did not hold is said by the fault. */
jest.setTimeout(300_000);

let scene: Scene;
beforeAll(async () => {
  ensureAtHand('kcat', 'faketime');
  scene = await Scene.open();
}, 180_000);
afterAll(() => scene.close());

describe('a fault from the field holds', () => {
  it.each(SHORT.map((fault) => [`${fault.row}: ${fault.name}`, fault] as const))(
    '%s',
    async (_name, fault) => {
      expect(await tried(fault, scene)).toBeUndefined();
    },
  );

  it('issue 12: behind all of them each push is in the ledger of delivery-log, and none is missing', () =>
    mustBalance(scene));
});
