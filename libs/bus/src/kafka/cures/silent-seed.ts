// A first broker that accepts the connection and does not answer (frozen, half started, behind a dead proxy) is asked again and again, for
// 15 s each time; the others of the list are never asked. kafkajs meant this first question to have the short connection time-out
// (broker/index.js: apiVersions), but its request queue takes the longer one. With this cure it is short, and the next one is asked.
import { internals, patch } from '../internals';
import { type Cure, cut } from './cure';

/** For the answer to the first question on a connection, ms. */
const HELLO_MS = 1_500;

export const silentSeed: Cure = {
  name: 'silent-seed',
  illness: 'A client whose first broker is frozen never asks the second.',
  apply() {
    const { Broker, errors } = internals();
    patch(Broker, 'apiVersions', async (broker, ask) => {
      const timer = setTimeout(() => {
        for (const connection of broker.connectionPool.pool)
          cut(connection, 'No answer to the first question');
      }, HELLO_MS);
      try {
        return await ask();
      } catch (error) {
        // kafkajs tries the next broker of the list only after an error of this name.
        throw (error as Error).name === 'KafkaJSConnectionClosedError'
          ? new errors.KafkaJSConnectionError((error as Error).message)
          : error;
      } finally {
        clearTimeout(timer);
      }
    });
  },
};
