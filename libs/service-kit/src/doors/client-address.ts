// Finds the address that limits count a request for: that of the socket, or the one that a trusted proxy names. Pure.
import { BlockList, isIP, isIPv6 } from 'node:net';

/** "10.0.0.0/8" or a plain address. */
const PROXY = /^([0-9a-fA-F.:]+)(?:\/(\d{1,3}))?$/;

/** The list of `TRUSTED_PROXIES`; undefined if a part of it is no address. */
export function proxiesOf(parts: readonly string[]): BlockList | undefined {
  const proxies = new BlockList();
  try {
    for (const part of parts) {
      const [, address = '', bits] = PROXY.exec(part) ?? [];
      if (isIP(address) === 0) return undefined;
      const family = isIPv6(address) ? 'ipv6' : 'ipv4';
      proxies.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family);
    }
    return proxies;
  } catch {
    // The length of a network is too large.
    return undefined;
  }
}

/** `forwarded` is X-Forwarded-For. It is read from the right as far as trusted proxies wrote it, because anyone may write the rest. */
export function clientAddressOf(
  socket: string | undefined,
  forwarded: string | string[] | undefined,
  proxies: BlockList | undefined,
): string {
  let address = plain(socket ?? '');
  if (proxies === undefined || forwarded === undefined) return address;
  const hops = String(forwarded).split(',');
  while (isTrusted(address, proxies)) {
    const hop = plain(hops.pop()?.trim() ?? '');
    if (isIP(hop) === 0) break;
    address = hop;
  }
  return address;
}

/** An IPv6 address counts as its /64, which one subscriber has alone. */
export const limitedAs = (address: string): string =>
  isIPv6(address) ? `${expanded(address).slice(0, 4).join(':')}::/64` : address;

export const isTrusted = (address: string, proxies: BlockList): boolean =>
  isIP(address) !== 0 && proxies.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');

/** An IPv4 address as dual-stack sockets show it. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

function expanded(address: string): string[] {
  const [head = '', tail] = (address.split('%', 1)[0] ?? '').split('::');
  const [before, after] = [groups(head), groups(tail ?? '')];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
}

const groups = (part: string): string[] => (part === '' ? [] : part.split(':').map(shortest));

const shortest = (group: string): string => group.toLowerCase().replace(/^0+(?=.)/, '');
