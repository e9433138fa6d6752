// A request that timed out leaves its connection "connected", and everything else goes on waiting behind it: a frozen broker holds its
// callers for as long as the freeze lasts, 41 to 47 s (network/requestQueue/socketRequest.js:94). Here such a connection is cut.
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
        // Before the caller hears of it: what it sends next must not go the same way.
        cut(connection, 'Request timeout');
      };
      return request;
    });
  },
};

/**
 * A broker answers a connection's requests one after the other, so what is sent behind a JoinGroup, which waits for the group's other
 * members, is late although the broker is well. Cutting there would end the join and leave a ghost in the group.
 */
const isKept = (queue: RequestQueueInstance, late: SocketRequestInstance): boolean =>
  [...queue.inflight.values()].some(({ requestTimeout }) => requestTimeout > late.requestTimeout);
