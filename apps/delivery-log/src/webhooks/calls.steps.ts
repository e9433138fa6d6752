// Requests to webhooks: signed, to public addresses only, with a deadline, and with as much of the answer as a person reads.
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, SealBroken } from '@offline-push/service-kit';
import { type Exchange, HttpOrigin, publicNames, sharedNames } from '@offline-push/vendors/outside';
import { Limits } from '../delivery-log.config';
import { type Answer, isTaken, shortened } from './answer';
import { Secrets } from './secrets.steps';
import { urlProblem, type Webhook } from './webhook';

/** The most requests at a time to one origin. */
const CONNECTIONS = 16;
/** Apps name them, so there must be a bound. */
const MOST_ORIGINS = 500;
const MOST_ANSWER_BYTES = 16_384;

export interface HookRequest {
  webhookId: string;
  body: string;
  events: number;
  attempt: number;
}

/** The answer, and how long its receiver asked to wait. */
export interface Called {
  answer: Answer;
  retryAfterMs: number | undefined;
}

@Injectable()
export class Calls implements OnApplicationShutdown {
  private readonly origins = new Map<string, HttpOrigin>();

  constructor(
    private readonly secrets: Secrets,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  /** Never rejects for what a receiver does. */
  async post(webhook: Webhook, { webhookId, body, events, attempt }: HookRequest): Promise<Called> {
    const [beganMs, atMs] = [performance.now(), this.clock.nowMs()];
    const exchange = await this.exchange(webhook, webhookId, body, atMs);
    const tookMs = Math.round(performance.now() - beganMs);
    const answer = { atMs: Math.round(atMs), tookMs, webhookId, events, attempt, ...toldOf(exchange) };
    return { answer, retryAfterMs: exchange.kind === 'answered' ? exchange.retryAfterMs : undefined };
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.origins.values()].map((origin) => origin.close()));
  }

  private async exchange(webhook: Webhook, id: string, body: string, atMs: number): Promise<Exchange> {
    // Looked at again: the setting may have changed since the address was taken.
    if (urlProblem(webhook.url, this.limits.webhooks.mayBeInside) !== undefined)
      return unsent('address-refused');
    const signed = this.signed(webhook, id, body, atMs);
    if (signed === undefined) return unsent('secret-unreadable');
    const { origin, pathname, search } = new URL(webhook.url);
    const headers = { 'content-type': 'application/json', ...signed };
    const connection = this.originOf(origin);
    if (connection === undefined) return unsent('too-many-receivers');
    return connection.exchange(
      { method: 'POST', path: pathname + search, headers, body },
      this.limits.webhooks.timeoutMs,
    );
  }

  private signed(webhook: Webhook, id: string, body: string, atMs: number) {
    try {
      return this.secrets.sign(webhook, { id, atMs }, body);
    } catch (error) {
      if (error instanceof SealBroken) return undefined;
      throw error;
    }
  }

  private originOf(url: string): HttpOrigin | undefined {
    const known = this.origins.get(url);
    if (known !== undefined) return known;
    if (this.origins.size >= MOST_ORIGINS && !this.leaveOne()) return undefined;
    const names = this.limits.webhooks.mayBeInside ? sharedNames : publicNames;
    const origin = new HttpOrigin(url, CONNECTIONS, names, MOST_ANSWER_BYTES);
    this.origins.set(url, origin);
    return origin;
  }

  /** Closes the connections of the first receiver without a call in progress. */
  private leaveOne(): boolean {
    for (const [url, origin] of this.origins) {
      if (!origin.isIdle) continue;
      this.origins.delete(url);
      void origin.close();
      return true;
    }
    return false;
  }
}

const unsent = (code: string): Exchange => ({ kind: 'no-answer', code, mayHaveArrived: false });

/** A status says it all: a receiver that took the events may answer whatever it likes, also too much of it. */
function toldOf(exchange: Exchange): Pick<Answer, 'status' | 'code' | 'text'> {
  if (exchange.kind === 'no-answer') return { code: exchange.code };
  const { status, body, spoiled } = exchange;
  const text = shortened(body);
  const code = status >= 300 && status < 400 ? 'redirect' : spoiled;
  return {
    status,
    ...(code !== undefined && { code }),
    ...(text !== '' && !isTaken({ status }) && { text }),
  };
}
