// Names that no name server knows, but the machine does: /etc/hosts, search domains of a cluster, mDNS. The system is asked for them
// (getaddrinfo), two at a time, because each look-up holds one of the few threads of the process until the system answers.
import { lookup } from 'node:dns/promises';
import type { Address, Query } from './lookup';

/** Codes of c-ares for a name without an address. A silent name server is not among them, because the system would wait for it too. */
const UNKNOWN = new Set([
  'ENOTFOUND',
  'ENODATA',
  'ESERVFAIL',
  'EREFUSED',
  'ECONNREFUSED',
  'EBADNAME',
  'ENONAME',
]);
const AT_A_TIME = 2;
const DEADLINE_MS = 2_000;
/** The system gives no TTL, so an address is used for this time. */
const TTL_SECONDS = 30;

type AskSystem = (name: string) => Promise<readonly { address: string; family: number }[]>;

/** Rejects with what the name servers said if the system does not know the name either, or takes too long. */
export function orAskTheSystem(
  query: Query,
  askSystem: AskSystem = (name) => lookup(name, { all: true }),
  deadlineMs = DEADLINE_MS,
): Query {
  const threads = new Threads(AT_A_TIME);
  return async (name) => {
    try {
      return await query(name);
    } catch (error) {
      if (!UNKNOWN.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      const found = await within(
        deadlineMs,
        threads.use(() => askSystem(name)),
      ).catch(() => []);
      if (found.length === 0) throw error;
      return found.map(addressOf);
    }
  };
}

const addressOf = ({ address, family }: { address: string; family: number }): Address => ({
  address,
  family: family === 6 ? 6 : 4,
  ttlSeconds: TTL_SECONDS,
});

/** A look-up holds its thread until it ends, also after its deadline. */
class Threads {
  private readonly waiting: (() => void)[] = [];

  constructor(private free: number) {}

  async use<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.free++;
      else next();
    }
  }
}

function within<T>(deadlineMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the system took too long')), deadlineMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
