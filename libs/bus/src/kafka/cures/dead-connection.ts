// A request that timed out leaves its connection "connected", and all later requests wait behind it: a frozen broker holds its callers
// for as long as it is frozen, 41 to 47 s (network/requestQueue/socketRequest.js:94). This cure cuts such a connection.
import {
  type ConnectionInstance,
  internals,
  patch,
  type RequestQueueInstance,
  type SocketRequestInstance,
} from '../internals';
import { type Cure, cut, suspect } from './cure';

export const deadConnection: Cure = {
  name: 'dead-connection',
  illness: 'A broker that froze stays "connected"; calls go on being sent to it.',
  apply() {
    const { Connection, RequestQueue } = internals();
    const owners = new WeakMap<RequestQueueInstance, ConnectionInstance>();
    patch(Connection, 'connect', (connection, connect) => {
      owners.set(connection.requestQueue, connection);
      return connect();
    });
    patch(RequestQueue, 'createSocketRequest', (queue, create, pushed) => {
      const request = create(pushed);
      const stockTimeout = request.timeoutHandler;
      request.timeoutHandler = () => {
        stockTimeout();
        const connection = owners.get(queue);
        if (!connection || isKept(queue, request)) return;
        suspect(connection);
        // Cut before the caller gets the error, so that its next request takes another connection.
        cut(connection, 'Request timeout');
      };
      return request;
    });
  },
};

/**
 * True if a request with a longer time-out is in flight, like a JoinGroup, which waits for the group's other members. A broker answers the
 * requests of a connection in order, so the later ones are late although it is well. A cut would leave a dead member in the group.
 */
const isKept = (queue: RequestQueueInstance, late: SocketRequestInstance): boolean =>
  [...queue.inflight.values()].some(({ requestTimeout }) => requestTimeout > late.requestTimeout);
