// A sign-in under way is kept in its browser alone, sealed: state, nonce and verifier. Each has a cookie of its own, so that two tabs do not disturb each other.
import { Injectable } from '@nestjs/common';
import { Clock } from '@offline-push/service-kit';
import type { Request, Response } from 'express';
import { Address } from '../../door/address';
import { cookieIn, dropCookie, setCookie } from '../cookies';
import { Seal } from '../seal.steps';
import type { Begun } from './oidc.steps';

const PURPOSE = 'sign-in';
/** Long enough for a second factor. */
const LIFE_MS = 600_000;
const STATE = /^[A-Za-z0-9_-]{16,100}$/;

export interface Kept extends Begun {
  readonly back: string;
  readonly endsAtMs: number;
}

@Injectable()
export class SignInCookies {
  constructor(
    private readonly seal: Seal,
    private readonly clock: Clock,
    private readonly address: Address,
  ) {}

  async keep(response: Response, begun: Begun, back: string): Promise<void> {
    const kept: Kept = { ...begun, back, endsAtMs: this.clock.nowMs() + LIFE_MS };
    const cookie = setCookie(nameOf(begun.state), await this.seal.seal(kept, PURPOSE), this.#place);
    response.appendHeader('set-cookie', `${cookie}; Max-Age=${LIFE_MS / 1_000}`);
  }

  /** Undefined: it is unknown here, or too old. It is forgotten by the browser, so that it is used once. */
  async take(request: Request, response: Response, state: string): Promise<Kept | undefined> {
    if (!STATE.test(state)) return undefined;
    const name = nameOf(state);
    const cookie = cookieIn(request.headers.cookie, name);
    if (cookie === undefined) return undefined;
    response.appendHeader('set-cookie', dropCookie(name, this.#place));
    const kept = (await this.seal.open(cookie, PURPOSE)) as Kept | undefined;
    return kept?.state === state && this.clock.nowMs() < kept.endsAtMs ? kept : undefined;
  }

  get #place() {
    return { path: `${this.address.base}auth/`, isSecure: this.address.isSecure };
  }
}

const nameOf = (state: string): string => `offline_push_sign_in_${state.slice(0, 12)}`;
