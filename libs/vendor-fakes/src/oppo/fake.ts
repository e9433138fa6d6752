// OPPO's server, imitated: logs tenants in, looks in OPPO's order, keeps saved notifications, counts users, rings phones.
import { Value } from '@sinclair/typebox/value';
import { Phones } from '../host/phones';
import type { ReceiptPost } from '../host/receipt-poster';
import type { FakeAnswer, FakeRequest, VendorFake } from '../host/vendor-fake';
import { Aliases } from './fake-aliases';
import { errorAnswer, idFor, newId, newMessageId, okAnswer, wordsOf } from './fake-answers';
import type { Callback } from './fake-callbacks';
import { FakeCustomer } from './fake-customer';
import { Deliveries } from './fake-deliveries';
import { IssuedTokens, loginCodeOf } from './fake-login';
import { uploaded } from './fake-pictures';
import { BY_TAG, type Fields, type OppoCall, type ReadMessage, readRequest, text } from './fake-request';
import { addressCodeOf, codeOf, isMalformed, isTimed } from './fake-rules';
import { OppoTenant } from './fake-tenant';
import { sample } from './sample';

/** Saved notifications that are remembered. */
const MAX_SAVED = 10_000;
/** `target_type` of everybody and of registration IDs. */
const TO_ALL = 1;
const BY_ID = 2;
const BY_ALIAS = 5;

interface Saved {
  readonly appKey: string;
  readonly fields: Fields;
}

/** HTTP status → the code that says the same (sheet 4). */
const FAULTS: ReadonlyMap<number, number> = new Map([
  [401, 11],
  [403, 27],
  [404, 20],
  [405, 12],
  [429, 13],
]);

export class OppoFake implements VendorFake<OppoCall> {
  readonly vendor = 'oppo';
  readonly ownPaths = /^\/server\/v1\//;
  readonly phones = new Phones();
  readonly sample = sample;
  readonly quotaCode = '33';
  readonly tokens = new IssuedTokens();
  private readonly tenants = new Map<string, OppoTenant>();
  private readonly customers = new Map<string, FakeCustomer>();
  private readonly saved = new Map<string, Saved>();
  private readonly aliases = new Map<string, Aliases>();
  private readonly deliveries = new Deliveries(this.phones);

  admit(tenant: unknown): string | undefined {
    if (!Value.Check(OppoTenant, tenant)) {
      const first = Value.Errors(OppoTenant, tenant).First();
      return `${first?.path ?? ''}: ${first?.message ?? 'not a tenant'}`;
    }
    this.tenants.set(tenant.appKey, tenant);
    this.customers.set(tenant.appKey, new FakeCustomer(tenant));
    return undefined;
  }

  read(request: FakeRequest): OppoCall {
    return readRequest(request, (messageId) => this.saved.get(messageId)?.fields);
  }

  answer(call: OppoCall, nowMs: number): FakeAnswer {
    const { kind, problem } = call;
    if (problem?.isEarly === true) return errorAnswer(problem.code);
    if (kind === 'auth') return this.login(call, nowMs);
    if (call.credential === undefined || call.credential === '') return errorAnswer(29);
    const customer = this.customers.get(this.tokens.appKeyOf(call.credential, nowMs) ?? '');
    if (customer === undefined) return errorAnswer(11);
    if (kind === 'invalid-ids') return this.invalidIds();
    // The sheet names the call and none of its fields.
    if (kind === 'permit') return okAnswer({});
    const users = call.read.reduce((sum, { targets }) => sum + targets.length, 0);
    const code = stateCodeOf(customer.tenant) ?? (customer.isFast(users, nowMs) ? 13 : problem?.code);
    if (code !== undefined) return errorAnswer(code);
    return this.take(call, customer, nowMs);
  }

  refuse(code: string | undefined): FakeAnswer {
    return errorAnswer(Number(code ?? 13));
  }

  /** OPPO itself refuses under 200; what is scripted has its status all the same. */
  fault(status: number): FakeAnswer {
    return { ...errorAnswer(FAULTS.get(status) ?? (status < 500 ? 41 : -1)), status };
  }

  /** The next request to a customer's callback address; undefined if there is none. */
  nextCallback(): Callback | undefined {
    return this.deliveries.callbacks.next();
  }

  nextReceipt(): ReceiptPost | undefined {
    const callback = this.nextCallback();
    return callback && { ...callback, headers: { 'content-type': 'application/json' } };
  }

  /** Access tokens stay good: they are no trace of a push. */
  forget(): void {
    this.phones.clear();
    this.saved.clear();
    this.aliases.clear();
    this.deliveries.clear();
    for (const [appKey, tenant] of this.tenants) this.customers.set(appKey, new FakeCustomer(tenant));
  }

  private invalidIds(): FakeAnswer {
    const registration_ids = this.deliveries.invalidIds;
    return okAnswer({ registration_ids, totalCount: registration_ids.length });
  }

  private login({ form }: OppoCall, nowMs: number): FakeAnswer {
    const code = loginCodeOf(form, this.tenants, nowMs);
    if (code !== undefined) return errorAnswer(code);
    const auth_token = this.tokens.issue(form.get('app_key') ?? '', nowMs);
    return okAnswer({ auth_token, create_time: nowMs });
  }

  private take(call: OppoCall, customer: FakeCustomer, nowMs: number): FakeAnswer {
    const [first] = call.read;
    switch (call.kind) {
      case 'unicast':
        return first === undefined ? errorAnswer(40) : this.unicast(first, customer, nowMs);
      case 'batch':
        return this.batch(call.read, customer, nowMs);
      case 'save':
        return this.save(first?.fields ?? {}, customer, nowMs);
      case 'set-alias':
      case 'delete-alias':
        return this.aliasesOf(customer).change(call.kind, call.form);
      case 'big-picture':
        return uploaded('big', call.form);
      case 'small-picture':
        return uploaded('small', call.form);
      case 'broadcast':
        return this.broadcast(call, customer, nowMs);
      case 'name-tag':
      case 'group-tags':
      case 'subscribe-tags':
      case 'unsubscribe-tags':
      case 'get-tags':
        return customer.tags.answer(call.kind, call.form);
      default:
        return errorAnswer(20);
    }
  }

  private unicast(message: ReadMessage, customer: FakeCustomer, nowMs: number): FakeAnswer {
    const code = this.codeFor(message, customer, nowMs);
    if (code !== undefined) return errorAnswer(code);
    return okAnswer({ messageId: this.deliverOne(message, customer, nowMs) }, 1);
  }

  /** Each message has a result of its own. */
  private batch(messages: readonly ReadMessage[], customer: FakeCustomer, nowMs: number): FakeAnswer {
    let accepted = 0;
    const results = messages.map((message) => {
      const registrationId = message.targets[0] ?? '';
      const errorCode = this.codeFor(message, customer, nowMs);
      if (errorCode !== undefined) {
        return {
          messageId: newMessageId(customer.appId),
          registrationId,
          errorCode,
          errorMessage: wordsOf(errorCode),
        };
      }
      accepted++;
      return { messageId: this.deliverOne(message, customer, nowMs), registrationId };
    });
    return okAnswer(results, accepted);
  }

  /** A notification with the same `app_message_id` is stored once. */
  private save(fields: Fields, customer: FakeCustomer, nowMs: number): FakeAnswer {
    const { tenant } = customer;
    const code = codeOf(fields, tenant);
    if (code !== undefined) return errorAnswer(code);
    if (!customer.maySave(nowMs)) return errorAnswer(42);
    const own = text(fields['app_message_id']);
    const message_id = own === '' ? newId() : idFor(tenant.appKey, own);
    if (!this.saved.has(message_id)) this.saved.set(message_id, { appKey: tenant.appKey, fields });
    const oldest = this.saved.keys().next().value;
    if (this.saved.size > MAX_SAVED && oldest !== undefined) this.saved.delete(oldest);
    return okAnswer({ message_id });
  }

  /** Malformed IDs are named beside the living. */
  private broadcast(call: OppoCall, customer: FakeCustomer, nowMs: number): FakeAnswer {
    const { form, read } = call;
    const messageId = form.get('message_id') ?? '';
    const saved = this.saved.get(messageId);
    const { targets = [], targetType } = read[0] ?? {};
    const isToMany = targetType === TO_ALL || targetType === BY_TAG;
    if (saved?.appKey !== customer.tenant.appKey) return errorAnswer(31);
    if (targets.length === 0 && !isToMany) return errorAnswer(40);
    if (targetType !== TO_ALL && isTimed(saved.fields)) return errorAnswer(41);
    const isWrong = (target: string) => targetType === BY_ID && isMalformed(target);
    const living = isToMany
      ? manyOf(call, saved.fields, customer)
      : targets.filter((target) => !isWrong(target));
    if (!customer.hasRoom(saved.fields, isToMany ? living.length : targets.length, nowMs))
      return errorAnswer(33);
    const taskId = newId();
    for (const target of living.flatMap((named) => this.phonesOf(named, targetType, customer))) {
      this.deliveries.deliver({ fields: saved.fields, target, messageId, taskId }, customer, nowMs);
    }
    const wrong = targets.filter(isWrong);
    const errors = wrong.length > 0 ? { 10000: wrong } : {};
    return okAnswer({ message_id: messageId, task_id: taskId, ...errors }, living.length);
  }

  /** The code that one message to one phone gets, in the order of the sheet's section 11. */
  private codeFor(message: ReadMessage, customer: FakeCustomer, nowMs: number): number | undefined {
    const { fields, targetType, targets } = message;
    const code = addressCodeOf(message) ?? codeOf(fields, customer.tenant);
    if (code !== undefined) return code;
    if (!customer.hasRoom(fields, 1, nowMs)) return 33;
    return targetType === BY_ID && isMalformed(targets[0] ?? '') ? 10000 : undefined;
  }

  private deliverOne(
    { fields, targets, targetType }: ReadMessage,
    customer: FakeCustomer,
    nowMs: number,
  ): string {
    const messageId = newMessageId(customer.appId);
    for (const target of this.phonesOf(targets[0] ?? '', targetType, customer)) {
      this.deliveries.deliver({ fields, target, messageId, taskId: messageId }, customer, nowMs);
    }
    return messageId;
  }

  private phonesOf(target: string, targetType: number | undefined, customer: FakeCustomer): string[] {
    return targetType === BY_ALIAS ? this.aliasesOf(customer).phonesOf(target) : [target];
  }

  private aliasesOf({ tenant: { appKey } }: FakeCustomer): Aliases {
    const known = this.aliases.get(appKey) ?? new Aliases();
    this.aliases.set(appKey, known);
    return known;
  }
}

/** Everybody whom the app has reached before, or who carries the tags. What waits for its hour never starts. */
function manyOf({ form, read: [first] }: OppoCall, saved: Fields, customer: FakeCustomer): string[] {
  if (isTimed(saved)) return [];
  const isToTags = first?.targetType === BY_TAG;
  return isToTags ? customer.tags.meantBy(form.get('target_value') ?? '') : customer.everybody();
}

function stateCodeOf({ isDisabled, mayPush, isBlacklisted }: OppoTenant): number | undefined {
  if (isDisabled === true) return 28;
  if (mayPush === false) return 30;
  return isBlacklisted === true ? 26 : undefined;
}

export const newFake = (): OppoFake => new OppoFake();
