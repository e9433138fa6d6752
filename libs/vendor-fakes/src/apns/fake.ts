// APNs, imitated: HTTP/2 only, one team to a connection, rules in the sheet's order, one entry on a phone for a collapse id.
// Tokens choose: "dead-…", "expired-…", "foreign-…", "malformed-…", "sandbox-…", "leaving-…" and what all fakes know, in hex.
import { Value } from '@sinclair/typebox/value';
import { Phones } from '../host/phones';
import { Rate } from '../host/rate';
import type { FakeAnswer, FakeConnection, FakeRequest, VendorFake } from '../host/vendor-fake';
import { type Admission, Gate } from './fake-access';
import { reasonUnder, refusal, taken, wrongProtocol } from './fake-answers';
import { type ApnsCall, readRequest, screenOf } from './fake-request';
import { problemOf, problemOfPath } from './fake-rules';
import { ApnsTenant } from './fake-tenant';
import { sample, wordOf } from './sample';

/** Seen in 2021 (sheet, 1). The limit falls with errors, here by ten streams each. */
const STREAMS = 1_000;
const STREAMS_PER_ERROR = 10;
const LEAST_STREAMS = 100;
const USUAL_RATE = 100;
const USUAL_BAD_TOKENS = 100;
/** More phones than any test has; beyond, all rates begin anew. */
const MAX_RATES = 100_000;

const TOO_MANY_UPDATES = 'TooManyProviderTokenUpdates';

interface Record {
  errors: number;
  badTokens: number;
}

export class ApnsFake implements VendorFake<ApnsCall> {
  readonly vendor = 'apns';
  readonly phones = new Phones();
  readonly sample = sample;
  readonly ownPaths = /^\/3\//;
  readonly countsStreams = true;
  readonly wordOf = wordOf;
  private readonly gate = new Gate();
  /** Connections on which provider tokens were renewed too often: only a new one helps (sheet, 2a). */
  private readonly spoilt = new WeakSet<object>();
  private readonly records = new WeakMap<object, Record>();
  private rates = new Map<string, Rate>();
  private entries = 0;

  admit(tenant: unknown): string | undefined {
    if (Value.Check(ApnsTenant, tenant)) return this.gate.admit(tenant);
    const first = Value.Errors(ApnsTenant, tenant).First();
    return `${first?.path ?? ''}: ${first?.message ?? 'not a tenant'}`;
  }

  read(request: FakeRequest): ApnsCall {
    return readRequest(request);
  }

  answer(call: ApnsCall, nowMs: number): FakeAnswer {
    if (call.connection === undefined) return wrongProtocol;
    if (this.spoilt.has(call.connection.key))
      return refusal(TOO_MANY_UPDATES, call.headers['apns-id'], nowMs);
    const problem = problemOfPath(call);
    const admission = problem === undefined ? this.gate.enter(call, nowMs) : { reason: problem };
    const reason =
      'reason' in admission
        ? admission.reason
        : (problemOf(call, admission) ?? this.gone(call) ?? this.overRate(call, admission, nowMs));
    this.keepRecord(call.connection, admission, reason);
    if (reason === TOO_MANY_UPDATES) this.spoilt.add(call.connection.key);
    if (reason !== undefined) return refusal(reason, call.headers['apns-id'], nowMs);
    this.ring(call, nowMs);
    if (wordOf(call.token ?? '').startsWith('leaving-')) call.connection.leave('{"reason":"Shutdown"}');
    return taken(call.headers['apns-id'], call.environment === 'development');
  }

  /** Without a code: what all pushes of a sender suffer from, not one phone's rate. */
  refuse(code: string | undefined, nowMs: number, call: ApnsCall): FakeAnswer {
    const reason = code ?? TOO_MANY_UPDATES;
    if (reason === TOO_MANY_UPDATES && call.connection !== undefined) this.spoilt.add(call.connection.key);
    return refusal(reason, call.headers['apns-id'], nowMs);
  }

  fault(status: number, nowMs: number, call: ApnsCall): FakeAnswer {
    return { ...refusal(reasonUnder(status), call.headers['apns-id'], nowMs), status };
  }

  forget(): void {
    this.phones.clear();
    this.rates.clear();
  }

  /** One stream until a credential was accepted, then many; fewer with every error, and none after many bad tokens (sheet, 1). */
  private keepRecord(connection: FakeConnection, admission: Admission, reason: string | undefined): void {
    if ('reason' in admission) return;
    const record = this.records.get(connection.key) ?? { errors: 0, badTokens: 0 };
    this.records.set(connection.key, record);
    // A dead token is no error of the sender's.
    if (reason !== undefined && reason !== 'Unregistered' && reason !== 'ExpiredToken') record.errors++;
    if (reason === 'BadDeviceToken') record.badTokens++;
    connection.allow(Math.max(LEAST_STREAMS, STREAMS - STREAMS_PER_ERROR * record.errors));
    const most = admission.team.tenant.badTokensPerConnection ?? USUAL_BAD_TOKENS;
    if (reason === 'BadDeviceToken' && record.badTokens === most) {
      connection.leave('{"reason":"BadDeviceToken"}');
    }
  }

  private gone({ token = '' }: ApnsCall): string | undefined {
    return this.phones.isDead(token) ? 'Unregistered' : undefined;
  }

  private overRate({ token = '' }: ApnsCall, admission: Admission, nowMs: number): string | undefined {
    if ('reason' in admission) return undefined;
    if (this.rates.size > MAX_RATES) this.rates = new Map();
    const perSecond = admission.team.tenant.deviceMessagesPerSecond ?? USUAL_RATE;
    const rate = this.rates.get(token) ?? new Rate(perSecond);
    this.rates.set(token, rate);
    return rate.mayPass(nowMs) ? undefined : 'TooManyRequests';
  }

  /** The same collapse id replaces and alerts again; without one every push is an entry of its own. */
  private ring({ token = '', headers, payload = {}, messages }: ApnsCall, nowMs: number): void {
    if (headers['apns-push-type'] === 'background') return;
    const { title, text, ext, click, badge } = screenOf(payload);
    this.phones.ring(token, {
      notifyId: headers['apns-collapse-id'] ?? `push-${++this.entries}`,
      title,
      text,
      ...(ext !== undefined && { ext }),
      click,
      ...(badge !== undefined && { badge }),
      contentHash: messages[0]?.contentHash ?? '',
      atMs: nowMs,
    });
  }
}

export const newFake = (): ApnsFake => new ApnsFake();
