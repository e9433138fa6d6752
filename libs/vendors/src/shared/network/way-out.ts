// How a connection to a vendor leaves: straight, or through the proxy that the environment of the process names.
// Both transports ask here, so that a company's network is told to them once.
import { isIP, type LookupFunction, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { buildConnector } from 'undici';
import { lookupThrough } from './lookup';
import { sharedNames } from './names';
import { proxyFor, type ProxyEnvironment } from './proxy-for';
import { tunnel } from './tunnel';

export interface WayOut {
  readonly lookup: LookupFunction;
  /** Name, connection and TLS; through a proxy its answer too. */
  readonly timeoutMs: number;
}

let proxies: ProxyEnvironment = process.env;

/** Which proxies the process uses from now on, in the names of the environment, which stands in for what is absent: the connections of all vendors share one way out. */
export function leaveThrough(environment: ProxyEnvironment): void {
  proxies = { ...process.env, ...environment };
}

/** Undefined: straight to the origin. Rejects with a `code` that says what is wrong with the proxy, or on the way through it. */
export async function tunnelTo(origin: URL, wayOut: WayOut): Promise<Socket | undefined> {
  const proxy = proxyFor(origin, proxies);
  // The operator named the proxy, so it may be inside, also where the names of clients may not.
  const { timeoutMs } = wayOut;
  return proxy && tunnel(proxy, origin, { timeoutMs, lookup: lookupThrough(sharedNames) });
}

/** How undici's pool connects. */
export function connectorOf(origin: URL, wayOut: WayOut): buildConnector.connector {
  const direct = buildConnector({ timeout: wayOut.timeoutMs, lookup: wayOut.lookup });
  return (options, callback) => {
    tunnelTo(origin, wayOut).then(
      (socket) => connectOn(socket, options, direct, callback),
      (error: Error) => callback(error, null),
    );
  };
}

function connectOn(
  socket: Socket | undefined,
  options: buildConnector.Options,
  direct: buildConnector.connector,
  callback: buildConnector.Callback,
): void {
  if (socket === undefined) direct(options, callback);
  else if (options.protocol === 'https:') direct({ ...options, httpSocket: socket }, callback);
  else callback(null, socket.setNoDelay(true));
}

/** What an HTTP/2 session runs on at the end of a tunnel. Throws what TLS says of options that are no credential. */
export function http2Wire(socket: Socket, origin: URL, tls: ConnectionOptions): Duplex {
  socket.setNoDelay(true);
  if (origin.protocol !== 'https:') return socket;
  const servername = isIP(origin.hostname.replace(/^\[|\]$/g, '')) === 0 ? origin.hostname : '';
  try {
    return connectTls({ ...tls, socket, servername, ALPNProtocols: ['h2'] });
  } catch (error) {
    socket.destroy();
    throw error;
  }
}
