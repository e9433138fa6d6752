// What every bus must do, however it is built. Flow tests may be trusted because the in-memory bus and Kafka both pass this.
import { Logger } from '@nestjs/common';
import { catchUp } from './catch-up.suite';
import { deadLetters } from './dead-letters.suite';
import { delivery } from './delivery.suite';
import { holds } from './holds.suite';
import { membership } from './membership.suite';
import { Trial } from './trial';
import type { World } from './world';

/** `open` makes the world anew for each run of the suite. */
export function busConformance(name: string, open: () => Promise<World>): void {
  describe(`the bus ${name}`, () => {
    let world: World;
    const trial = new Trial(() => world);
    Logger.overrideLogger(false); // what it logs is asked about by metrics and by health
    beforeAll(async () => {
      world = await open();
    }, 180_000);
    afterEach(() => trial.pods.stopAll(), 180_000);
    afterAll(() => world.close(), 180_000);

    delivery(trial);
    deadLetters(trial);
    holds(trial);
    membership(trial);
    catchUp(trial);
  });
}
