// Connects to a vendor through a company's HTTP proxy (CONNECT, RFC 9110, 9.3.6).
import { request as requestHttp, type ClientRequest } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import { authorityOf, portOf } from './proxy-for';

/** The code of `ProxyRefused` for answers that a proxy gives instead of a tunnel. */
const codeOfStatus = (status: number): string => `PROXY_SAID_${status}`;

export interface TunnelOptions {
  /** For the proxy's name. The vendor's own name is resolved by the proxy. */
  readonly lookup: LookupFunction;
  /** Connecting to the proxy and its answer together. */
  readonly timeoutMs: number;
}

/** Rejects with a `code`: the network's, `PROXY_SAID_<status>` or `PROXY_TIMEOUT`. Nothing of a push has left by then. */
export function tunnel(proxy: URL, target: URL, { lookup, timeoutMs }: TunnelOptions): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const request = connectRequest(proxy, authorityOf(target), lookup);
    const timer = setTimeout(() => request.destroy(coded('PROXY_TIMEOUT')), timeoutMs);
    request.once('connect', (response, socket: Socket, head) => {
      clearTimeout(timer);
      const status = response.statusCode ?? 0;
      if (status < 200 || status > 299) {
        socket.destroy();
        return reject(coded(codeOfStatus(status)));
      }
      // A server over cleartext HTTP/2 may speak first.
      if (head.length > 0) socket.unshift(head);
      resolve(socket);
    });
    request.once('response', ({ statusCode = 0 }) => request.destroy(coded(codeOfStatus(statusCode))));
    request.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    request.end();
  });
}

function connectRequest(proxy: URL, authority: string, lookup: LookupFunction): ClientRequest {
  const { username, password } = proxy;
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const isSecure = proxy.protocol === 'https:';
  return (isSecure ? requestHttps : requestHttp)({
    method: 'CONNECT',
    host: proxy.hostname.replace(/^\[|\]$/g, ''),
    port: portOf(proxy),
    path: authority,
    lookup,
    // Each tunnel has its own connection, which the caller's pool keeps.
    agent: false,
    headers: {
      host: authority,
      ...(username !== '' && { 'proxy-authorization': `Basic ${Buffer.from(login).toString('base64')}` }),
    },
  });
}

const coded = (code: string): Error => Object.assign(new Error(code), { code });
