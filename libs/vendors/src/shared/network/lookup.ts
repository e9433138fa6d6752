// Names → addresses by c-ares, with a deadline and a cache. Not by getaddrinfo: four stuck look-ups of one vendor would hold
// every look-up of the process, because Node gives them half of a pool of four threads. What name servers do not know is left to
// system-lookup.ts.
import { Resolver } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';

/** One silent name server may cost a new connection this long, and nobody else anything. */
const QUERY_TIMEOUT_MS = 500;
/** An address is asked for again after its own TTL, but not more often than this. */
const MIN_FRESH_MS = 1_000;
const MAX_FRESH_MS = 60_000;
/** While the name server is away, the last address is good for this long after its TTL. */
export const MAX_STALE_MS = 60_000;
/** A process speaks to a handful of vendors; more names than this mean that something is wrong. */
const MAX_NAMES = 256;

export interface Address {
  readonly address: string;
  readonly family: 4 | 6;
  readonly ttlSeconds: number;
}

interface Known {
  readonly addresses: readonly Address[];
  readonly freshUntilMs: number;
}

export type Query = (name: string) => Promise<readonly Address[]>;

export class NameCache {
  private readonly known = new Map<string, Known>();
  private readonly asking = new Map<string, Promise<readonly Address[]>>();

  constructor(
    private readonly query: Query = queryNameServers(),
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** Fresh from the cache, stale while somebody asks in the background, else after at most one query. */
  async resolve(name: string): Promise<readonly Address[]> {
    const known = this.known.get(name);
    if (known === undefined || this.nowMs() >= known.freshUntilMs + MAX_STALE_MS) return this.ask(name);
    // A failed refresh changes nothing: the stale address stays until its time is over, then the failure is the caller's.
    if (this.nowMs() >= known.freshUntilMs) this.ask(name).catch(() => undefined);
    return known.addresses;
  }

  private ask(name: string): Promise<readonly Address[]> {
    const running = this.asking.get(name);
    if (running !== undefined) return running;
    const question = this.query(name)
      .then((addresses) => this.remember(name, addresses))
      .finally(() => this.asking.delete(name));
    this.asking.set(name, question);
    return question;
  }

  private remember(name: string, addresses: readonly Address[]): readonly Address[] {
    const ttlMs = Math.min(...addresses.map((address) => address.ttlSeconds * 1000));
    const freshMs = Math.min(Math.max(ttlMs, MIN_FRESH_MS), MAX_FRESH_MS);
    this.known.delete(name);
    this.known.set(name, { addresses, freshUntilMs: this.nowMs() + freshMs });
    const oldest = this.known.keys().next().value;
    if (this.known.size > MAX_NAMES && oldest !== undefined) this.known.delete(oldest);
    return addresses;
  }
}

/** Both families at once; one is enough. `localhost` is known without asking (RFC 6761). */
export function queryNameServers(servers?: readonly string[]): Query {
  const resolver = new Resolver({ timeout: QUERY_TIMEOUT_MS, tries: 1 });
  if (servers !== undefined) resolver.setServers(servers);
  return async (name) => {
    if (name === 'localhost') return [{ address: '127.0.0.1', family: 4, ttlSeconds: 60 }];
    const [four, six] = await Promise.allSettled([
      resolver.resolve4(name, { ttl: true }),
      resolver.resolve6(name, { ttl: true }),
    ]);
    const addresses = [...addressesOf(four, 4), ...addressesOf(six, 6)];
    if (addresses.length > 0) return addresses;
    throw four.status === 'rejected' ? four.reason : notFound(name);
  };
}

type Records = PromiseSettledResult<{ address: string; ttl: number }[]>;

const addressesOf = (records: Records, family: 4 | 6): Address[] =>
  records.status === 'fulfilled'
    ? records.value.map(({ address, ttl }) => ({ address, family, ttlSeconds: ttl }))
    : [];

const notFound = (name: string): Error =>
  Object.assign(new Error(`no address for ${name}`), { code: 'ENOTFOUND' });

/** The cache in the form in which sockets ask. */
export const lookupThrough =
  (names: NameCache): LookupFunction =>
  (hostname, options, callback) => {
    const literal = isIP(hostname);
    const found =
      literal === 0
        ? names.resolve(hostname)
        : Promise.resolve([{ address: hostname, family: literal as 4 | 6, ttlSeconds: 0 }]);
    found.then(
      (addresses) => {
        const wanted = addresses.filter(({ family }) => !options.family || family === options.family);
        const first = wanted[0];
        if (first === undefined) callback(notFound(hostname), '', 4);
        else if (options.all === true) callback(null, [...wanted]);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 4),
    );
  };
