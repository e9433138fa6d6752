// A connection to a broker that is away is disconnected again and again, and each time kafkajs asks the same dead socket not to keep the
// process alive: Node remembers each such wish until a connect that never comes (network/connection.js:274). Here a dead socket
// forgets the wishes of before.
import { internals, patch } from '../internals';
import type { Cure } from './cure';

export const deadSocket: Cure = {
  name: 'dead-socket',
  illness: 'While a broker is away, its last socket collects one listener a try, without end.',
  apply() {
    patch(internals().Connection, 'disconnect', (connection, disconnect) => {
      if (connection.socket?.destroyed === true) connection.socket.removeAllListeners('connect');
      return disconnect();
    });
  },
};
