// A connection that breaks in the middle of a response keeps the half frame and appends the bytes of the next connection to it, so all
// later calls time out (network/connection.js:87-89). This cure drops the half frame.
import { internals, patch } from '../internals';
import type { Cure } from './cure';

/** A frame starts with its size, an INT32. */
const FRAME_SIZE_BYTES = 4;

export const halfFrame: Cure = {
  name: 'half-frame',
  illness: 'After a response was cut in half, no call on that connection is ever answered again.',
  apply() {
    patch(internals().Connection, 'connect', (connection, connect) => {
      if (!connection.isConnected()) {
        connection.chunks = [];
        connection.bytesBuffered = 0;
        connection.bytesNeeded = FRAME_SIZE_BYTES;
      }
      return connect();
    });
  },
};
