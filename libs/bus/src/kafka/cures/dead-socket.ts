// A connection to a broker that is away is disconnected again and again. Each time kafkajs calls unref() on the same dead socket, and
// Node adds a listener for a connect that never comes (network/connection.js:274). This cure removes the listeners of a dead socket.
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
