// Opens connections to vendors, direct or through the proxy of the environment, for both transports.
import { isIP, type LookupFunction, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { buildConnector } from 'undici';
import { lookupThrough } from './lookup';
import { sharedNames } from './names';
import { portOf, proxyFor, type ProxyEnvironment } from './proxy-for';
import { tunnel } from './tunnel';

export interface WayOut {
  readonly lookup: LookupFunction;
  /** Name, connection and TLS; through a proxy its answer too. */
  readonly timeoutMs: number;
  /** Whom it trusts beside the well-known authorities, and who it is. */
  readonly tls?: Pick<ConnectionOptions, 'ca' | 'pfx' | 'passphrase' | 'cert' | 'key'>;
  /** A connection that is open already, for whoever needs one first. */
  readonly ready?: () => Socket | undefined;
}

let proxies: ProxyEnvironment = process.env;

/** Sets the proxies of the process, for all vendors, by the names of the environment. For absent names the environment counts. */
export function leaveThrough(environment: ProxyEnvironment): void {
  proxies = { ...process.env, ...environment };
}

/** Undefined for a direct connection. Rejects with a `code` if the proxy or the way through it fails. */
export async function tunnelTo(origin: URL, wayOut: WayOut): Promise<Socket | undefined> {
  const proxy = proxyFor(origin, proxies);
  // The operator named the proxy, so it may be inside, also where the names of clients may not.
  const { timeoutMs } = wayOut;
  return proxy && tunnel(proxy, origin, { timeoutMs, lookup: lookupThrough(sharedNames) });
}

/** How undici's pool connects. */
export function connectorOf(origin: URL, wayOut: WayOut): buildConnector.connector {
  const direct = buildConnector({ ...wayOut.tls, timeout: wayOut.timeoutMs, lookup: wayOut.lookup });
  return (options, callback) => {
    const ready = wayOut.ready?.();
    // undici counts on a connection that takes a while.
    if (ready !== undefined) return queueMicrotask(() => callback(null, ready));
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
  const servername = serverNameOf(origin);
  try {
    return connectTls({ ...tls, socket, servername, ALPNProtocols: ['h2'] });
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

const hostOf = (origin: URL): string => origin.hostname.replace(/^\[|\]$/g, '');
const serverNameOf = (origin: URL): string => (isIP(hostOf(origin)) === 0 ? origin.hostname : '');

/** A connection over TLS on which the host has chosen HTTP/2 or HTTP/1.1 (`alpnProtocol`). Rejects with a `code`. */
export async function negotiate(origin: URL, wayOut: WayOut): Promise<TLSSocket> {
  const tunnelled = await tunnelTo(origin, wayOut);
  const port = Number(portOf(origin));
  const way = tunnelled ? { socket: tunnelled } : { port, lookup: wayOut.lookup };
  return new Promise((resolve, reject) => {
    const socket = connectTls({
      ...{ ...wayOut.tls, ...way, host: hostOf(origin) },
      ...{ servername: serverNameOf(origin), ALPNProtocols: ['h2', 'http/1.1'] },
    });
    const timer = setTimeout(() => socket.destroy(coded('CONNECT_TIMEOUT')), wayOut.timeoutMs);
    socket.setNoDelay(true).once('secureConnect', () => resolve(socket));
    // Whoever takes it listens too; a socket without a listener would end the process.
    socket.on('error', reject).once('close', () => reject(coded('ECONNRESET')));
    for (const event of ['secureConnect', 'close']) socket.once(event, () => clearTimeout(timer));
  });
}

const coded = (code: string): Error => Object.assign(new Error(code), { code });
