// Calls OPPO: forms with an access token among their fields, at the host of the phones' region. A send includes the calls before the push
// (access token, saved notification) and one repetition after a refused access token, because OPPO took nothing then.
import { AccessTokens, LOGIN_DEADLINE_MS } from '../shared/access/access-tokens';
import { orNoToken, prepareToken, tokenInTime } from '../shared/access/bearer';
import { type Exchange, HttpOrigin, isNotBegun } from '../shared/http/http';
import { MemoryShelf } from '../shared/access/memory-shelf';
import { TimeLeft } from '../shared/http/time-left';
import { systemMs } from '../shared/http/system-ms';
import {
  TOO_SLOW_FOR_A_LIST,
  type AccessToken,
  type AccessTokenShelf,
  type Begin,
  type Connection,
  type Sent,
  type VendorCall,
  type VendorClient,
  type Verdict,
} from '../vendor';
import { answerOf, messageIdIn } from './answer';
import { askForToken, FORM_HEADERS, tokenIn } from './login';
import { Closures } from './closures';
import { TOKEN_REFUSED } from './codes';
import type { OppoCredential, OppoSettings } from './credential';
import { MAX_ANSWER_BYTES } from './plan';
import type { BroadcastRequest, OppoRequest } from './request';
import { type Asked, verdictsOf } from './verdicts';

const PATHS = {
  unicast: '/server/v1/message/notification/unicast',
  batch: '/server/v1/message/notification/unicast_batch',
  save: '/server/v1/message/notification/save_message_content',
  broadcast: '/server/v1/message/notification/broadcast',
} as const;

export function open(
  connection: Connection<OppoCredential, OppoSettings>,
  connections: number,
): VendorClient<OppoRequest> {
  return new OppoClient(connection, connections);
}

/** The last step and its answer. */
interface Reply {
  readonly step: Asked['step'];
  readonly exchange: Exchange;
}

class OppoClient implements VendorClient<OppoRequest> {
  private readonly mainland: Host;
  private readonly abroad: Host;
  private readonly closures = new Closures();
  private readonly nowMs: () => number;

  constructor(
    { credential, endpoints, accessTokens, nowMs = systemMs }: Connection<OppoCredential, OppoSettings>,
    connections: number,
  ) {
    this.nowMs = nowMs;
    const host = (url = '', shelf: AccessTokenShelf) =>
      new Host(url, connections, { credential, shelf, nowMs });
    this.mainland = host(endpoints['api'], accessTokens);
    // Each host has its own tokens, and the shared shelf keeps one, so these stay in memory. OPPO names no limit of logins.
    this.abroad = host(endpoints['abroad'], new MemoryShelf());
  }

  prepare(
    deadlineMs: number,
    { request }: VendorCall<OppoRequest>,
  ): Promise<Verdict | undefined> | undefined {
    return this.hostOf(request).prepare(deadlineMs);
  }

  async send(call: VendorCall<OppoRequest>, deadlineMs: number, begin?: Begin): Promise<Sent> {
    const { request, deliveries } = call;
    const known = this.closures.verdictOn(request, this.nowMs());
    if (known !== undefined) return { verdicts: deliveries.map(() => known) };
    const time = new TimeLeft(deadlineMs, begin);
    return orNoToken(deliveries, this.sent(call, time), time);
  }

  async close(): Promise<void> {
    await Promise.all([this.mainland.close(), this.abroad.close()]);
  }

  private async sent(
    { request, deliveries }: VendorCall<OppoRequest>,
    time: TimeLeft,
  ): Promise<readonly Verdict[]> {
    const { exchange, step } = await this.reply(request, time);
    if (step === 'broadcast' && isNotBegun(exchange)) return deliveries.map(() => TOO_SLOW_FOR_A_LIST);
    const { isUsual, isUsualClass } = request;
    const tokens = deliveries.map(({ token }) => token);
    const nowMs = this.nowMs();
    const verdicts = verdictsOf(exchange, { step, tokens, isUsual, isUsualClass }, nowMs);
    this.closures.learn(request, verdicts, nowMs);
    return verdicts;
  }

  private reply(request: OppoRequest, time: TimeLeft): Promise<Reply> {
    const host = this.hostOf(request);
    return request.step === 'broadcast'
      ? broadcast(host, request, time)
      : host.call(request.step, request.body, time);
  }

  private hostOf({ isAbroad }: OppoRequest): Host {
    return isAbroad ? this.abroad : this.mainland;
  }
}

async function broadcast(host: Host, request: BroadcastRequest, time: TimeLeft): Promise<Reply> {
  const saved = await host.call('save', request.saveBody, time);
  const answer = answerOf(saved.exchange);
  const messageId = answer?.code === 0 ? messageIdIn(answer) : '';
  if (messageId === '') return saved;
  return host.call('broadcast', `${request.body}&message_id=${encodeURIComponent(messageId)}`, time);
}

interface LoginParts {
  readonly credential: OppoCredential;
  readonly shelf: AccessTokenShelf;
  readonly nowMs: () => number;
}

/** One of OPPO's hosts and our access tokens for it. */
class Host {
  private readonly origin: HttpOrigin;
  private readonly tokens: AccessTokens;

  private readonly nowMs: () => number;

  constructor(url: string, connections: number, { credential, shelf, nowMs }: LoginParts) {
    this.nowMs = nowMs;
    this.origin = new HttpOrigin(url, connections, undefined, MAX_ANSWER_BYTES);
    this.tokens = new AccessTokens(shelf, async () => {
      const askedAtMs = nowMs();
      return tokenIn(await askForToken(this.origin, credential, askedAtMs, LOGIN_DEADLINE_MS), askedAtMs);
    });
  }

  prepare(deadlineMs: number): Promise<Verdict | undefined> | undefined {
    return prepareToken(this.tokens, this.nowMs(), deadlineMs);
  }

  /** Repeats the call once with a new access token if the first was refused, because OPPO took nothing then. */
  call(step: keyof typeof PATHS, body: string, time: TimeLeft): Promise<Reply> {
    return this.tokens.use<Reply>(this.nowMs(), {
      wait: (asked) => tokenInTime(asked, time),
      call: async (token) => ({ step, exchange: await this.post(PATHS[step], body, token, time) }),
      isRefused: ({ exchange }) => TOKEN_REFUSED.includes(answerOf(exchange)?.code ?? 0),
    });
  }

  close(): Promise<void> {
    return this.origin.close();
  }

  private post(path: string, body: string, { token }: AccessToken, time: TimeLeft): Promise<Exchange> {
    const form = `auth_token=${encodeURIComponent(token)}&${body}`;
    return time.exchange(this.origin, { method: 'POST', path, headers: FORM_HEADERS, body: form });
  }
}
