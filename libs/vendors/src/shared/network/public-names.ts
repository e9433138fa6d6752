// Resolves hosts that clients name, and not the operator: only to addresses of the public internet, so that no push can be led to a service
// inside (server-side request forgery). Vendors with fixed hosts use names.ts.
import { BlockList } from 'node:net';
import { type Address, NameCache, type Query, queryNameServers } from './lookup';
import { orAskTheSystem } from './system-lookup';

/** IANA's special-purpose registries, in CIDR form. */
const SPECIAL_4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/3'],
];
/** Global unicast is 2000::/3; what lies outside is local, mapped or not given out. Inside, tunnels and examples are left out too. */
const SPECIAL_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

// One list per family, because in a common list Node takes every IPv4 address for a mapped IPv6 one.
const special4 = listOf(SPECIAL_4, 'ipv4');
const special6 = listOf(SPECIAL_6, 'ipv6');
const global6 = listOf(['2000::/3'], 'ipv6');

function listOf(networks: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/');
    list.addSubnet(address, Number(bits), family);
  }
  return list;
}

const isPublic = ({ address, family }: Address): boolean =>
  family === 4
    ? !special4.check(address, 'ipv4')
    : global6.check(address, 'ipv6') && !special6.check(address, 'ipv6');

/** A name with no public address is told as one: its code becomes that of the verdict. */
const notPublic = (): Error => Object.assign(new Error('no public address'), { code: 'NO_PUBLIC_ADDRESS' });

export const publicOnly =
  (query: Query): Query =>
  async (name) => {
    const addresses = (await query(name)).filter(isPublic);
    if (addresses.length === 0) throw notPublic();
    return addresses;
  };

export const publicNames = new NameCache(publicOnly(orAskTheSystem(queryNameServers())));
