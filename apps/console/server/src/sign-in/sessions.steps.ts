// Begins, finds, renews and ends sessions. Nothing is kept for them here but which cookies were good, for a moment, and which were signed out.
import { Injectable } from '@nestjs/common';
import { Clock, HttpProblem, type KnownCallers } from '@offline-push/service-kit';
import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type CookiePlace, cookieIn, dropCookie, fitsCookie, setCookie } from './cookies';
import { Seal } from './seal.steps';
import { endsAtMs, type Lifetimes, type Person, type Session } from './session';

const PURPOSE = 'session';
/** A cookie is made anew at most so often, because each is sent with every request. */
const RENEWED_EVERY_MS = 60_000;
const MAX_REMEMBERED = 10_000;

export class SessionRules {
  constructor(
    readonly lifetimes: Lifetimes,
    readonly place: CookiePlace,
    readonly cookie = 'offline_push_console',
  ) {}
}

@Injectable()
export class Sessions implements KnownCallers {
  /** Hash of a cookie → its session, so that the door knows it at once. */
  readonly #opened = new Map<string, Session>();
  /** Ids of sessions that were signed out → when they would have ended by themselves. */
  readonly #ended = new Map<string, number>();

  constructor(
    private readonly seal: Seal,
    private readonly clock: Clock,
    private readonly rules: SessionRules,
  ) {}

  knows({ headers }: IncomingMessage): boolean {
    const session = this.#opened.get(hashOf(cookieIn(headers.cookie, this.rules.cookie)));
    return session !== undefined && this.#isValid(session);
  }

  refusal(): HttpProblem {
    return new HttpProblem(
      429,
      'too-many-requests',
      'Too many requests came from this address without a session.',
      [],
      {
        'retry-after': '1',
      },
    );
  }

  async begin(response: ServerResponse, person: Person, signIn: Session['signIn']): Promise<void> {
    const nowMs = this.clock.nowMs();
    const session = { ...person, id: randomUUID(), signIn, startedAtMs: nowMs, seenAtMs: nowMs };
    await this.#give(response, session);
  }

  /** Undefined: nobody is signed in. With `response` the session counts as used. */
  async of({ headers }: IncomingMessage, response?: ServerResponse): Promise<Session | undefined> {
    const cookie = cookieIn(headers.cookie, this.rules.cookie);
    if (cookie === undefined) return undefined;
    const session =
      this.#opened.get(hashOf(cookie)) ?? ((await this.seal.open(cookie, PURPOSE)) as Session | undefined);
    if (session === undefined || !this.#isValid(session)) return undefined;
    remember(this.#opened, hashOf(cookie), session);
    const nowMs = this.clock.nowMs();
    if (response === undefined || nowMs - session.seenAtMs < RENEWED_EVERY_MS) return session;
    const renewed = { ...session, seenAtMs: nowMs };
    await this.#give(response, renewed);
    return renewed;
  }

  /** As `of`, or a problem. */
  async demand(request: IncomingMessage, response?: ServerResponse): Promise<Session> {
    const session = await this.of(request, response);
    if (session === undefined) throw signedOut();
    return session;
  }

  async end(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const session = await this.of(request);
    if (session !== undefined)
      remember(this.#ended, session.id, session.startedAtMs + this.rules.lifetimes.longestMs);
    response.appendHeader('set-cookie', dropCookie(this.rules.cookie, this.rules.place));
  }

  endsAtMs(session: Session): number {
    return endsAtMs(session, this.rules.lifetimes);
  }

  isOver(session: Session): boolean {
    return !this.#isValid(session);
  }

  #isValid(session: Session): boolean {
    return this.clock.nowMs() < this.endsAtMs(session) && !this.#ended.has(session.id);
  }

  async #give(response: ServerResponse, session: Session): Promise<void> {
    const sealed = await this.seal.seal(session, PURPOSE);
    if (!fitsCookie(this.rules.cookie, sealed))
      throw new HttpProblem(403, 'too-many-roles', 'You have more roles than a session can hold.');
    remember(this.#opened, hashOf(sealed), session);
    response.appendHeader('set-cookie', setCookie(this.rules.cookie, sealed, this.rules.place));
  }
}

const signedOut = (): HttpProblem =>
  new HttpProblem(401, 'signed-out', 'Nobody is signed in, or the session has ended.');

const hashOf = (cookie = ''): string => createHash('sha256').update(cookie).digest('base64url');

/** The oldest is forgotten for it. */
function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > MAX_REMEMBERED && oldest !== undefined) map.delete(oldest);
}
