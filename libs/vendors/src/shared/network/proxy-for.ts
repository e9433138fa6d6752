// Finds the proxy for a host by HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, as curl and Go do. Pure. tunnel.ts connects through it.
import { BlockList, isIP } from 'node:net';

export type ProxyEnvironment = Readonly<Record<string, string | undefined>>;

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/** Undefined if no proxy is used. Names in lower case win, as in curl. Throws if a proxy is no http or https URL. */
export function proxyFor(origin: URL, env: ProxyEnvironment): URL | undefined {
  const scheme = origin.protocol === 'https:' ? 'https' : 'http';
  const named = said(env, `${scheme}_proxy`) ?? said(env, 'all_proxy');
  if (named === undefined || isExempt(origin, said(env, 'no_proxy') ?? '')) return undefined;
  return proxyUrlOf(named);
}

/** A proxy without a scheme is an http one. Its user and password may be in it, so no error quotes it. Throws with a `code`. */
function proxyUrlOf(named: string): URL {
  const text = named.includes('://') ? named : `http://${named}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !(url.protocol in DEFAULT_PORTS) || url.hostname === '')
    throw Object.assign(new Error('a proxy must be a URL like http://proxy.example:3128'), {
      code: 'PROXY_IS_NO_URL',
    });
  return url;
}

/** Host and port as CONNECT names them, brackets around IPv6 included. */
export const authorityOf = (url: URL): string => `${url.hostname}:${portOf(url)}`;

export const portOf = (url: URL): string => url.port || (DEFAULT_PORTS[url.protocol] ?? '80');

function said(env: ProxyEnvironment, name: string): string | undefined {
  const value = (env[name] ?? env[name.toUpperCase()])?.trim();
  return value === '' ? undefined : value;
}

const isExempt = (origin: URL, list: string): boolean =>
  list
    .toLowerCase()
    .split(/[,\s]/)
    .some((entry) => entry !== '' && exempts(entry, origin));

/** `*`, a name (its subdomains too), `.name`, `*.name`, an address or a network; each but `*` may name a port. */
function exempts(entry: string, origin: URL): boolean {
  if (entry === '*') return true;
  const host = withoutBrackets(origin.hostname);
  if (entry.includes('/')) return isInNetwork(host, entry);
  const { name, port } = partsOf(entry);
  if (port !== undefined && port !== portOf(origin)) return false;
  return host === name || (isIP(host) === 0 && host.endsWith(`.${name}`));
}

function partsOf(entry: string): { name: string; port?: string } {
  if (isIP(entry) === 6) return { name: entry };
  const colon = entry.lastIndexOf(':');
  const isPort = colon > 0 && /^\d{1,5}$/.test(entry.slice(colon + 1));
  const host = withoutBrackets(isPort ? entry.slice(0, colon) : entry);
  const name = host.startsWith('*.') ? host.slice(2) : host.replace(/^\./, '');
  return isPort ? { name, port: entry.slice(colon + 1) } : { name };
}

function isInNetwork(host: string, network: string): boolean {
  const family = isIP(host);
  const [address = '', bits = ''] = network.split('/');
  const length = Number(bits);
  const isNetwork = isIP(address) === family && /^\d{1,3}$/.test(bits) && length <= (family === 4 ? 32 : 128);
  if (family === 0 || !isNetwork) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(address, length, type);
  return list.check(host, type);
}

const withoutBrackets = (host: string): string => host.replace(/^\[|\]$/g, '');
