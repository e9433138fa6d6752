// vivo's server, imitated: logs tenants in, looks in vivo's order, keeps saved messages, counts by class, rings phones.
import { Value } from '@sinclair/typebox/value';
import { Phones } from '../host/phones';
import type { ReceiptPost } from '../host/receipt-poster';
import { isDeadToken, type PhoneFate } from '../host/tricks';
import { WaitingPosts } from '../host/waiting-posts';
import type { FakeAnswer, FakeRequest, VendorFake } from '../host/vendor-fake';
import { answer, failedInside, type InvalidUser, noSuchAddress } from './fake-answers';
import { FakeCustomer } from './fake-customer';
import { receiptFor } from './fake-receipts';
import { IssuedTokens, loginCodeOf } from './fake-login';
import {
  contentHashOf,
  type Fields,
  integer,
  isObject,
  readRequest,
  type TagKind,
  targetsOf,
  text,
  type VivoCall,
} from './fake-request';
import { classIn, codeOf, isTest, listCodeOf } from './fake-rules';
import { tagCodeOf } from './fake-tags';
import { VivoTenant } from './fake-tenant';
import { sample } from './sample';

/** vivo's clients know its host by heart: pointed here by name, they put no prefix in front. */
const OWN_PATHS = /^\/(?:message\/|report\/getStatistics$|invalidUser\/check$|tag(?:Group|Segment)?\/)/;
/** Saved messages and counters that are remembered. */
const MAX_TASKS = 10_000;
const FIRST_TASK = 342_982_232_646_205_440n;

interface Task {
  readonly appId: string;
  /** As saved for lists; of a single send nothing is saved. */
  readonly saved?: Fields;
  sent: number;
}

/** HTTP status → the code that says the same (sheet 4). */
const FAULTS: ReadonlyMap<number, number> = new Map([
  [401, 10000],
  [403, 10043],
  [429, 10072],
  [503, 10040],
]);

export class VivoFake implements VendorFake<VivoCall> {
  readonly vendor = 'vivo';
  readonly phones = new Phones();
  readonly sample = sample;
  readonly quotaCode = '10073';
  readonly ownPaths = OWN_PATHS;
  readonly tokens = new IssuedTokens();
  private readonly tenants = new Map<string, VivoTenant>();
  private readonly customers = new Map<string, FakeCustomer>();
  private readonly posts = new WaitingPosts();
  private readonly tasks = new Map<string, Task>();
  private made = 0n;

  admit(tenant: unknown): string | undefined {
    if (!Value.Check(VivoTenant, tenant)) {
      const first = Value.Errors(VivoTenant, tenant).First();
      return `${first?.path ?? ''}: ${first?.message ?? 'not a tenant'}`;
    }
    this.tenants.set(tenant.appId, tenant);
    this.customers.set(tenant.appId, new FakeCustomer(tenant));
    return undefined;
  }

  read(request: FakeRequest): VivoCall {
    return readRequest(request, (taskId) => this.tasks.get(taskId)?.saved);
  }

  answer(call: VivoCall, nowMs: number): FakeAnswer {
    const { kind, fields } = call;
    if (kind === undefined) return noSuchAddress;
    if (fields === undefined) return failedInside;
    if (kind === 'auth') return this.login(fields, nowMs);
    const customer = this.customers.get(this.tokens.appOf(call.credential, nowMs) ?? '');
    if (customer === undefined) return answer(10000);
    switch (kind) {
      case 'send':
        return this.send(fields, customer, nowMs);
      case 'save':
        return this.save(fields, customer, nowMs);
      case 'list':
        return this.sendList(fields, customer, nowMs);
      case 'all':
        return this.sendAll(fields, customer, nowMs);
      case 'tags':
        return this.sendToTags(fields, customer, nowMs);
      case 'check':
        return check(fields, customer.tenant);
      case 'statistics':
        return this.statistics(call, customer);
      default:
        return changeTags(kind, fields, customer);
    }
  }

  refuse(code: string | undefined): FakeAnswer {
    return answer(Number(code ?? 10072));
  }

  /** A failure inside is plain text, as vivo has it; other scripted ones have codes under their status. */
  fault(status: number): FakeAnswer {
    if (status === 404) return noSuchAddress;
    if (status >= 500 && status !== 503) return { ...failedInside, status, code: `http-${status}` };
    return { ...answer(FAULTS.get(status) ?? 10051), status };
  }

  nextReceipt(): ReceiptPost | undefined {
    return this.posts.next();
  }

  /** Access tokens stay good: they are no trace of a push. */
  forget(): void {
    this.phones.clear();
    this.posts.clear();
    this.tasks.clear();
    for (const [appId, tenant] of this.tenants) this.customers.set(appId, new FakeCustomer(tenant));
  }

  private login(fields: Fields, nowMs: number): FakeAnswer {
    const code = loginCodeOf(fields, this.tenants, nowMs);
    if (code !== undefined) return answer(code);
    const appId = text(fields['appId']);
    const mayPass = this.customers.get(appId)?.mayLogIn(nowMs) === true;
    return mayPass ? answer(0, { authToken: this.tokens.issue(appId, nowMs) }) : answer(10093);
  }

  /** Rate, quota, then the target. */
  private send(fields: Fields, customer: FakeCustomer, nowMs: number): FakeAnswer {
    const code =
      codeOf({ kind: 'send', fields, tenant: customer.tenant, nowMs }) ??
      customer.overLimit(classIn(fields, customer.tenant), 1, nowMs);
    if (code !== undefined) return answer(code);
    const token = targetsOf(fields)[0] ?? '';
    const invalid = this.invalidOf(token, fields, customer.tenant);
    if (invalid !== undefined) return answer(10302, { invalidUser: invalid });
    if (token.startsWith('off-')) return answer(10311);
    const taskId = this.remember({ appId: customer.tenant.appId, sent: 1 });
    this.ring(token, fields, { customer, taskId, nowMs });
    return answer(0, { taskId }, 1);
  }

  private save(fields: Fields, customer: FakeCustomer, nowMs: number): FakeAnswer {
    const code =
      codeOf({ kind: 'save', fields, tenant: customer.tenant, nowMs }) ?? customer.overSaved(nowMs);
    if (code !== undefined) return answer(code);
    return answer(0, { taskId: this.remember({ appId: customer.tenant.appId, saved: fields, sent: 0 }) });
  }

  private sendList(fields: Fields, customer: FakeCustomer, nowMs: number): FakeAnswer {
    const { tenant } = customer;
    const code = listCodeOf(fields, tenant, nowMs);
    if (code !== undefined) return answer(code);
    const taskId = text(fields['taskId']);
    const task = this.tasks.get(taskId);
    if (task?.saved === undefined || task.appId !== tenant.appId) return answer(10155);
    const message = task.saved;
    const targets = targetsOf(fields);
    const limit = customer.overLimit(classIn(message, tenant), targets.length, nowMs);
    if (limit !== undefined) return answer(limit);
    const invalidUsers = targets.flatMap((token) => this.invalidOf(token, message, tenant) ?? []);
    const invalid = new Set(invalidUsers.map(({ userid }) => userid));
    const living = targets.filter((token) => !invalid.has(token));
    for (const token of living) this.ring(token, message, { customer, taskId, nowMs });
    task.sent += living.length;
    // Always there: a client counts them without asking whether there are any.
    const answered = { requestId: text(fields['requestId']), taskId, invalidUsers };
    return answer(0, answered, living.length);
  }

  /** Everybody whom this app has reached before. Once a day (sheet 5). */
  private sendAll(fields: Fields, customer: FakeCustomer, nowMs: number): FakeAnswer {
    const { tenant } = customer;
    const code = codeOf({ kind: 'all', fields, tenant, nowMs }) ?? customer.overAll(nowMs);
    if (code !== undefined) return answer(code);
    const everybody = customer.everybody();
    const taskId = this.remember({ appId: tenant.appId, sent: everybody.length });
    for (const token of everybody) this.ring(token, fields, { customer, taskId, nowMs });
    return answer(0, { taskId }, everybody.length);
  }

  /** Those of them that vivo does not know any more are left out, and nobody is told. */
  private sendToTags(fields: Fields, customer: FakeCustomer, nowMs: number): FakeAnswer {
    const { tenant } = customer;
    const code = codeOf({ kind: 'all', fields, tenant, nowMs });
    if (code !== undefined) return answer(code);
    const living = customer.tags
      .meantBy(fields['tagExpression'])
      .filter((token) => this.invalidOf(token, fields, tenant) === undefined);
    const limit = customer.overLimit(classIn(fields, tenant), living.length, nowMs);
    if (limit !== undefined) return answer(limit);
    const taskId = this.remember({ appId: tenant.appId, sent: living.length });
    for (const token of living) this.ring(token, fields, { customer, taskId, nowMs });
    return answer(0, { taskId }, living.length);
  }

  private invalidOf(token: string, fields: Fields, tenant: VivoTenant): InvalidUser | undefined {
    return this.phones.isDead(token) ? { userid: token, status: 2 } : invalidUserOf(token, fields, tenant);
  }

  private statistics({ query }: VivoCall, { tenant }: FakeCustomer): FakeAnswer {
    const statistics = (query.get('taskIds') ?? '').split(',').flatMap((taskId) => {
      const task = this.tasks.get(taskId);
      if (task === undefined || task.appId !== tenant.appId) return [];
      const [target, valid, send, receive, display] = Array<number>(5).fill(task.sent);
      return [{ taskId, target, valid, send, receive, display, click: 0, ...NOBODY }];
    });
    return answer(0, { statistics });
  }

  private remember(task: Task): string {
    const taskId = String(FIRST_TASK + this.made++);
    this.tasks.set(taskId, task);
    const oldest = this.tasks.keys().next().value;
    if (this.tasks.size > MAX_TASKS && oldest !== undefined) this.tasks.delete(oldest);
    return taskId;
  }

  /** A phone that keeps an operation message to itself stays dark, and the sender is not told. */
  private ring(token: string, fields: Fields, { customer, taskId, nowMs }: Ringing): void {
    customer.meet(token);
    if (token.startsWith('off-') || !customer.mayShow(token, fields, nowMs)) return;
    const fate = this.phones.fateOf(token);
    const tell = (told: PhoneFate): void => {
      if (told === 'held' || told === 'tapped') return;
      const ended = { fields, taskId, token, isGone: told === 'gone' };
      const receipt = receiptFor(ended, customer.tenant, Date.now());
      if (receipt !== undefined) this.posts.add(receipt);
    };
    tell(fate);
    if (fate === 'gone') return;
    const { clientCustomMap: map } = fields;
    const ext = isObject(map) ? text(map['ext']) : '';
    const shown = {
      notifyId: String(integer(fields['notifyId']) ?? taskId),
      title: text(fields['title']),
      text: text(fields['content']),
      ...(ext && { ext }),
      click: text(fields['skipContent']) || 'open-app',
      contentHash: contentHashOf(fields),
      atMs: nowMs,
    };
    this.phones.ring(token, shown, tell);
  }
}

interface Ringing {
  readonly customer: FakeCustomer;
  readonly taskId: string;
  readonly nowMs: number;
}

/** Further counters that vivo's document shows: those whom a message did not reach, by reason. Ours reaches all whom it names. */
const NOBODY = {
  targetInvalid: 0,
  targetUnSub: 0,
  targetInActive: 0,
  covered: 0,
  controlled: 0,
  targetOffline: 0,
};

function changeTags(kind: TagKind, fields: Fields, { tenant, tags }: FakeCustomer): FakeAnswer {
  const code = tagCodeOf(kind, fields, tenant);
  if (code === undefined) tags.change(kind, fields);
  return answer(code ?? 0);
}

/** The shape of the answer is believed, not documented (sheet 1). */
function check({ userIds }: Fields, tenant: VivoTenant): FakeAnswer {
  const asked = Array.isArray(userIds) ? userIds.map(text) : [];
  return answer(0, { data: asked.flatMap((userid) => invalidUserOf(userid, {}, tenant) ?? []) });
}

/** "dead-…" was uninstalled, "inactive-…" was away for two weeks; a test message is for test devices only. */
function invalidUserOf(userid: string, fields: Fields, { testDevices }: VivoTenant): InvalidUser | undefined {
  if (isDeadToken(userid)) return { userid, status: 2 };
  if (userid.startsWith('inactive-')) return { userid, status: 3 };
  return isTest(fields) && testDevices?.includes(userid) !== true ? { userid, status: 4 } : undefined;
}

export const newFake = (): VivoFake => new VivoFake();
