// A request of Node's HTTP/2 client at two thirds of its price (ADR 0012). To be deleted with the last Node that needs it.
import { AsyncResource } from 'node:async_hooks';
import type {
  ClientHttp2Session,
  ClientHttp2Stream,
  ClientSessionRequestOptions,
  OutgoingHttpHeaders,
} from 'node:http2';

const nodesBind = AsyncResource.prototype.bind;

/** `session.request`: same arguments, same stream, same errors, same async context. */
export function request(
  session: ClientHttp2Session,
  headers: OutgoingHttpHeaders,
  options: ClientSessionRequestOptions,
): ClientHttp2Stream {
  // Only while Node makes this request, which it does without a pause: nobody else meets our function.
  AsyncResource.prototype.bind = leanBind as typeof nodesBind;
  try {
    return session.request(headers, options);
  } finally {
    AsyncResource.prototype.bind = nodesBind;
  }
}

/** Node's also gives the function a property `asyncResource` (DEP0172), by accessors whose prototypes it changes each time. */
function leanBind(this: AsyncResource, fn: () => void): () => void {
  return () => this.runInAsyncScope(fn);
}
