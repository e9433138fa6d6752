// The desk of the sandbox: who may send, what happened, what is on the phones, and how the vendors shall misbehave.
import type { IncomingMessage } from 'node:http';
import { type FakeHost, readBody, type ReceiptPoster, tenantOf } from '@offline-push/vendor-fakes';
import type { CallLog } from './call-log.steps';
import type { Tenants } from './tenants.steps';

const MAX_BODY_BYTES = 1_048_576;
const MAX_PAGE = 10_000;
const USUAL_PAGE = 1_000;

export interface Reply {
  readonly status: number;
  readonly body: object;
}

type Json = Record<string, unknown>;
type Handler = (query: URLSearchParams, body: Json) => Reply | Promise<Reply>;

const fine = (body: object): Reply => ({ status: 200, body });
/** `type` and `code` as those of the services' problems; what is the same for all answers is left to the sandbox. */
export const refusal = (status: number, code: string, detail: string, more: object = {}): Reply => ({
  status,
  body: { type: `urn:offline-push:problem:${code}`, code, detail, ...more },
});
/** As long as fits into the shortest token with a form of its own. */
const WORD = /^[a-z0-9-]{2,32}$/;
const wrong = (detail: string): Reply => refusal(400, 'bad-request', detail);

export class Desk {
  private readonly routes: Readonly<Record<string, Handler>> = {
    'GET /health': () => fine({ status: 'up' }),
    'GET /vendors': () => fine({ vendors: this.host.fakes.map(({ vendor }) => vendor) }),
    'POST /tenants': (_query, body) => this.admit(body),
    'GET /calls': (query) => this.calls(query),
    'GET /calls/count': () => fine(this.log.count()),
    'GET /receipts/count': () => fine(this.poster.count()),
    'DELETE /calls': () => this.clear(),
    'GET /phones': (query) => this.phones(query),
    'GET /phones/count': () => fine(this.ofEachVendor((fake) => fake.phones.count())),
    'GET /tokens': (query) => this.tokens(query.get('word') ?? ''),
    'POST /control': (_query, body) => this.control(body),
  };

  constructor(
    private readonly host: FakeHost,
    private readonly log: CallLog,
    private readonly poster: ReceiptPoster,
    private readonly tenants: Tenants,
  ) {}

  /** Whom it knew before it was restarted. A tenant that its vendor's fake does not take any more is left out. */
  admitAgain(): void {
    for (const { vendor, tenant } of this.tenants.all()) this.host.fakeOf(vendor)?.admit(tenant);
  }

  async take(incoming: IncomingMessage): Promise<Reply> {
    const url = new URL(incoming.url ?? '/', 'http://sandbox');
    const handler = this.routes[`${incoming.method} ${url.pathname}`];
    if (handler === undefined)
      return refusal(404, 'not-found', 'There is no such route.', { routes: Object.keys(this.routes) });
    const body = parse(await readBody(incoming, MAX_BODY_BYTES));
    return body === undefined ? wrong('the body must be a JSON object') : handler(url.searchParams, body);
  }

  /** A tenant as the vendor's console would hold it, or the body of a certificate as certificates takes it: then it is made of that. */
  private admit({ vendor, ...body }: Json): Reply {
    const fake = this.host.fakeOf(String(vendor));
    if (fake === undefined) return wrong('vendor: no such vendor');
    const made = body['credential'] === undefined ? { tenant: body } : tenantIn(fake.vendor, body);
    if ('problem' in made) return wrong(made.problem);
    const problem = fake.admit(made.tenant);
    if (problem !== undefined) return wrong(problem);
    this.tenants.keep({ vendor: fake.vendor, tenant: made.tenant });
    return fine({ vendor, url: `/${fake.vendor}` });
  }

  private async calls(query: URLSearchParams): Promise<Reply> {
    const since = Number(query.get('since') ?? 0);
    const limit = Number(query.get('limit') ?? USUAL_PAGE);
    const isFine = Number.isSafeInteger(since) && since >= 0 && Number.isSafeInteger(limit) && limit >= 1;
    if (!isFine || limit > MAX_PAGE) return wrong(`since: from 0, limit: 1 to ${MAX_PAGE}`);
    const page = await this.log.read(since, limit);
    return fine({ ...page, last: page.calls.at(-1)?.n ?? since });
  }

  private async clear(): Promise<Reply> {
    await this.log.clear();
    this.host.restart();
    return fine({});
  }

  private phones(query: URLSearchParams): Reply {
    const token = query.get('token');
    return fine(
      this.ofEachVendor(({ phones }) => (token === null ? phones.all() : { [token]: phones.shownOn(token) })),
    );
  }

  /** What a client of each vendor would report from a phone that the fake is to know by this word. */
  private tokens(word: string): Reply {
    if (!WORD.test(word)) return wrong('word: 2 to 32 of a-z, 0-9 and "-", for instance ok-franks-phone');
    return fine(this.ofEachVendor(({ sample }) => sample.tokenFor?.(word) ?? word));
  }

  private ofEachVendor<T>(ask: (fake: FakeHost['fakes'][number]) => T): Record<string, T> {
    return Object.fromEntries(this.host.fakes.map((fake) => [fake.vendor, ask(fake)]));
  }

  /** `{ delayMs }` for all, `{ vendor, script }` for one, `{ vendor, clear: true }` to behave again. */
  private control({ delayMs, vendor, script, clear }: Json): Reply {
    if (delayMs !== undefined) {
      if (!Number.isInteger(delayMs) || Number(delayMs) < 0 || Number(delayMs) > 600_000) {
        return wrong('delayMs: a whole number from 0 to 600000');
      }
      this.host.delayMs = Number(delayMs);
    }
    if (vendor === undefined) return fine({ delayMs: this.host.delayMs });
    const scripts = this.host.scriptsOf(String(vendor));
    if (scripts === undefined) return wrong('vendor: no such vendor');
    if (clear === true) scripts.clear();
    const problem = script === undefined ? undefined : scripts.add(script);
    return problem === undefined ? fine({ delayMs: this.host.delayMs }) : wrong(`script${problem}`);
  }
}

const tenantIn = (vendor: string, { settings = {}, credential, receiptUrl }: Json) =>
  tenantOf(vendor, { settings, credential, ...(typeof receiptUrl === 'string' && { receiptUrl }) });

/** An empty body is an empty object. */
function parse(body: Buffer): Json | undefined {
  try {
    const value: unknown = body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}
