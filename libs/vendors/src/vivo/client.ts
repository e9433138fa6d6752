// Calls vivo: JSON with an access token in a header. A send includes the calls before the push (access token, saved message). After a
// refusal for an old token or a text like a test's it repeats the push, once each, because vivo took nothing.
import { AccessTokens, LOGIN_DEADLINE_MS } from '../shared/access/access-tokens';
import { NoAccessToken, noToken, orNoToken, prepareToken, tokenInTime } from '../shared/access/bearer';
import { type Exchange, HttpOrigin, isNotBegun } from '../shared/http/http';
import { noted } from '../shared/text/noted';
import { TimeLeft } from '../shared/http/time-left';
import { systemMs } from '../shared/http/system-ms';
import { NOT_BEGUN, TOO_SLOW_FOR_A_LIST } from '../vendor';
import type { AccessToken, Begin, Connection, Sent, VendorCall, VendorClient, Verdict } from '../vendor';
import { answerOf, taskIdIn } from './answer';
import { askForToken, tokenIn } from './login';
import { Closures } from './closures';
import { LOOKS_LIKE_A_TEST, TASK_GONE, TOKEN_REFUSED } from './codes';
import type { VivoCredential, VivoSettings } from './credential';
import { MAX_ANSWER_BYTES } from './plan';
import {
  inNeutralWords,
  listBody,
  type ListRequest,
  saveBody,
  sendBody,
  type SingleRequest,
  type VivoRequest,
} from './request';
import { SavedMessages } from './saved-messages';
import { type Asked, verdictsOf } from './verdicts';

export function open(
  connection: Connection<VivoCredential, VivoSettings>,
  connections: number,
): VendorClient<VivoRequest> {
  return new VivoClient(connection, connections);
}

/** The last step and its answer. */
interface Reply extends Pick<Asked, 'step' | 'taskId'> {
  readonly exchange: Exchange;
  readonly notes?: readonly string[];
}

class VivoClient implements VendorClient<VivoRequest> {
  private readonly origin: HttpOrigin;
  private readonly tokens: AccessTokens;
  private readonly nowMs: () => number;
  private readonly closures = new Closures();
  private readonly saved = new SavedMessages<Reply>((reply) => taskIdOf(reply) !== '');

  constructor(
    {
      credential,
      settings,
      endpoints,
      accessTokens,
      nowMs = systemMs,
    }: Connection<VivoCredential, VivoSettings>,
    connections: number,
  ) {
    const identity = { appId: settings.appId, ...credential };
    this.origin = new HttpOrigin(endpoints['api'] ?? '', connections, undefined, MAX_ANSWER_BYTES);
    this.nowMs = nowMs;
    this.tokens = new AccessTokens(accessTokens, async () => {
      const askedAtMs = nowMs();
      return tokenIn(await askForToken(this.origin, identity, askedAtMs, LOGIN_DEADLINE_MS), askedAtMs);
    });
  }

  prepare(deadlineMs: number): Promise<Verdict | undefined> | undefined {
    return prepareToken(this.tokens, this.nowMs(), deadlineMs);
  }

  async send(call: VendorCall<VivoRequest>, deadlineMs: number, begin?: Begin): Promise<Sent> {
    const { request, deliveries } = call;
    const known = this.closures.verdictOn(request, this.nowMs());
    if (known !== undefined) return { verdicts: deliveries.map(() => known) };
    const time = new TimeLeft(deadlineMs, begin);
    return orNoToken(deliveries, this.sent(call, time), time);
  }

  close(): Promise<void> {
    return this.origin.close();
  }

  private async sent(
    { request, deliveries }: VendorCall<VivoRequest>,
    time: TimeLeft,
  ): Promise<readonly Verdict[]> {
    const reply =
      request.kind === 'single' ? await this.sendOne(request, time) : await this.sendList(request, time);
    if (reply.step === 'list' && isNotBegun(reply.exchange)) return deliveries.map(() => TOO_SLOW_FOR_A_LIST);
    const nowMs = this.nowMs();
    this.closures.learn(request, codeOf(reply), nowMs);
    const tokens = deliveries.map(({ token }) => token);
    const asked = { ...reply, tokens, isUsualClass: request.isUsualClass };
    return noted(verdictsOf(reply.exchange, asked, nowMs), reply.notes ?? []);
  }

  private sendOne(request: SingleRequest, time: TimeLeft): Promise<Reply> {
    return inOtherWords(request, (worded) => this.call('send', '/message/send', sendBody(worded), time));
  }

  private async sendList(request: ListRequest, time: TimeLeft): Promise<Reply> {
    const reply = await inOtherWords(request, (worded) => this.sendSaved(worded, time));
    // Another list may have saved the message long ago. It is saved anew, and the list is sent once more.
    return reply.step === 'list' && codeOf(reply) === TASK_GONE
      ? inOtherWords(request, (worded) => this.sendSaved(worded, time))
      : reply;
  }

  private async sendSaved(request: ListRequest, time: TimeLeft): Promise<Reply> {
    const body = saveBody(request);
    const saving = this.saved.get(body, () => this.call('save', '/message/saveListPayload', body, time));
    const saved = await time.wait(saving, tooSlow);
    const taskId = taskIdOf(saved);
    if (taskId === '') return saved;
    const reply = await this.call('list', '/message/pushToList', listBody(request, taskId), time);
    if (codeOf(reply) === TASK_GONE) this.saved.drop(body, saving);
    return { ...reply, taskId };
  }

  /** Repeats the call once with a new access token if the first was refused, because vivo took nothing then. */
  private call(step: Reply['step'], path: string, body: string, time: TimeLeft): Promise<Reply> {
    return this.tokens.use<Reply>(this.nowMs(), {
      wait: (asked) => tokenInTime(asked, time),
      call: async (token) => ({ step, exchange: await this.post(path, body, token, time) }),
      isRefused: (reply) => codeOf(reply) === TOKEN_REFUSED,
    });
  }

  private post(path: string, body: string, { token }: AccessToken, time: TimeLeft): Promise<Exchange> {
    const headers = { 'content-type': 'application/json', accept: 'application/json', authToken: token };
    return time.exchange(this.origin, { method: 'POST', path, headers, body });
  }
}

const OTHER_WORDS = 'title and text in neutral words: vivo took those of the message for a test';

/** A text that vivo takes for a test is replaced by a neutral one, so that the phone rings at all (sheet 5). */
async function inOtherWords<T extends VivoRequest>(
  request: T,
  send: (worded: T) => Promise<Reply>,
): Promise<Reply> {
  const reply = await send(request);
  if (!LOOKS_LIKE_A_TEST.includes(codeOf(reply))) return reply;
  return { ...(await send(inNeutralWords(request))), notes: [OTHER_WORDS] };
}

/** -1 if the answer has none. */
const codeOf = ({ exchange }: Reply): number => answerOf(exchange)?.code ?? -1;

/** Empty: the message was not saved. */
function taskIdOf({ exchange }: Reply): string {
  const answer = answerOf(exchange);
  return answer?.code === 0 ? taskIdIn(answer) : '';
}

const tooSlow = (code: string): NoAccessToken =>
  code === NOT_BEGUN ? new NoAccessToken(TOO_SLOW_FOR_A_LIST) : noToken(code);
