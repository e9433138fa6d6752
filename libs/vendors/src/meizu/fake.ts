// Meizu's server, imitated: knows its tenants, looks in the order of the sheet (11), counts requests and pushes, rings phones.
import { Value } from '@sinclair/typebox/value';
import { Phones } from '../fake/phones';
import { Rate } from '../fake/rate';
import { isDeadToken } from '../fake/tricks';
import type { FakeAnswer, FakeRequest, VendorFake } from '../fake/vendor-fake';
import { errorAnswer, newMessageId, nowhere, sentAnswer, valueAnswer } from './fake-answers';
import { Counts } from './fake-counts';
import { type Form, isSignedBy } from './fake-form';
import { contentHashOf, isObject, numberIn, type ReadMessage, textIn } from './fake-message';
import { type MeizuCall, readRequest } from './fake-request';
import { messageProblem } from './fake-rules';
import { MeizuTenant } from './fake-tenant';
import { sample } from './sample';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;
const MAX_TARGETS = 100;
/** Tasks that can still be pushed. */
const MAX_TASKS = 1_000;

interface Customer {
  readonly tenant: MeizuTenant;
  readonly byMinute: Counts;
  readonly byDay: Counts;
  rate: Rate;
}

interface Task {
  readonly appId: string;
  readonly message: ReadMessage;
}

export class MeizuFake implements VendorFake<MeizuCall> {
  readonly vendor = 'meizu';
  readonly phones = new Phones();
  readonly sample = sample;
  private readonly customers = new Map<string, Customer>();
  private readonly tasks = new Map<string, Task>();
  private lastTask = 20_456;

  admit(tenant: unknown): string | undefined {
    if (!Value.Check(MeizuTenant, tenant)) {
      const first = Value.Errors(MeizuTenant, tenant).First();
      return `${first?.path ?? ''}: ${first?.message ?? 'not a tenant'}`;
    }
    const counts = { byMinute: new Counts(MINUTE_MS), byDay: new Counts(DAY_MS, CHINA_MS) };
    this.customers.set(tenant.appId, { tenant, ...counts, rate: rateOf(tenant) });
    return undefined;
  }

  /** A signature is no secret; what it was made with is, if it was the right one. */
  read(request: FakeRequest): MeizuCall {
    const call = readRequest(request, (form) => this.taskOf(form)?.message);
    const secret = this.customers.get(call.form?.get('appId') ?? '')?.tenant.appSecret;
    const isRight = call.form !== undefined && secret !== undefined && isSignedBy(call.form, secret);
    return { ...call, credential: isRight ? secret : call.form?.get('sign') };
  }

  answer(call: MeizuCall, nowMs: number): FakeAnswer {
    const { endpoint, form } = call;
    if (endpoint === undefined) return nowhere;
    if (form === undefined) return errorAnswer('1005');
    const customer = this.customers.get(form.get('appId') ?? '');
    if (customer === undefined) return errorAnswer('110000');
    const { tenant } = customer;
    if ([...endpoint.required, 'sign'].some((name) => !form.get(name))) return errorAnswer('110004');
    if (call.credential !== tenant.appSecret) return errorAnswer('1006');
    if (tenant.enabled === false) return errorAnswer('110009');
    if (!customer.rate.mayPass(nowMs)) return this.refuse(undefined);
    return this.serve(call, endpoint.kind, form, customer, nowMs);
  }

  refuse(code: string | undefined): FakeAnswer {
    return errorAnswer(code ?? '110010');
  }

  forget(): void {
    this.phones.clear();
    this.tasks.clear();
    for (const customer of this.customers.values()) {
      customer.byMinute.clear();
      customer.byDay.clear();
      customer.rate = rateOf(customer.tenant);
    }
  }

  private serve(
    call: MeizuCall,
    kind: NonNullable<MeizuCall['endpoint']>['kind'],
    form: Form,
    customer: Customer,
    nowMs: number,
  ): FakeAnswer {
    switch (kind) {
      case 'pass-through':
        return errorAnswer('110053');
      case 'daily':
      case 'task-statistics':
        return this.statistics(kind, form);
      case 'switch':
        return switchOf(form.get('pushId') ?? '');
      case 'new-task':
        return this.newTask(call, customer, form);
      case 'task-push':
        return this.taskOf(form) === undefined ? errorAnswer('110032') : this.push(call, customer, nowMs);
      case 'push':
        return this.push(call, customer, nowMs);
    }
  }

  private push(call: MeizuCall, customer: Customer, nowMs: number): FakeAnswer {
    const { targets, form, message } = call;
    const { tenant, byDay } = customer;
    const { pushesPerDay = Infinity } = tenant;
    if (targets.length > 0 && byDay.up('app', nowMs, targets.length) > pushesPerDay)
      return errorAnswer('110019');
    if (!isForPackages(form, tenant)) return errorAnswer('110031');
    const problem = messageProblem(message, tenant) ?? countProblem(targets);
    if (problem !== undefined || message === undefined) return errorAnswer('1005', problem);
    const msgId = newMessageId();
    const failed = new Map<string, string[]>();
    const isAlias = call.endpoint?.targets === 'alias';
    for (const target of targets) {
      const code = codeFor(target, isAlias, message, customer, nowMs);
      if (code === undefined) this.ring(target, message, msgId, nowMs);
      else failed.set(code, [...(failed.get(code) ?? []), target]);
    }
    const lost = [...failed.values()].reduce((sum, list) => sum + list.length, 0);
    return sentAnswer(targets.length - lost, failed, msgId);
  }

  /** What comes under a key takes the place of what was shown under it, and alerts again. */
  private ring(token: string, message: ReadMessage, msgId: string, nowMs: number): void {
    const { noticeBarInfo, clickTypeInfo, advanceInfo } = message;
    const { parameters } = clickTypeInfo;
    const ext = isObject(parameters) ? parameters['ext'] : undefined;
    this.phones.ring(token, {
      notifyId: textIn(advanceInfo, 'notifyKey') || msgId,
      title: textIn(noticeBarInfo, 'title') ?? '',
      text: textIn(noticeBarInfo, 'content') ?? '',
      ...(typeof ext === 'string' && { ext }),
      click: clickOf(message),
      contentHash: contentHashOf(message),
      atMs: nowMs,
    });
  }

  private newTask({ message }: MeizuCall, { tenant }: Customer, form: Form): FakeAnswer {
    const { appId } = tenant;
    if (form.get('pushType') === '1') return errorAnswer('110053');
    const problem = form.get('pushType') === '0' ? messageProblem(message, tenant) : 'pushType is 0 or 1';
    if (problem !== undefined || message === undefined) return errorAnswer('1005', problem);
    const taskId = ++this.lastTask;
    this.tasks.set(String(taskId), { appId, message });
    for (const oldest of this.tasks.keys()) {
      if (this.tasks.size <= MAX_TASKS) break;
      this.tasks.delete(oldest);
    }
    return valueAnswer({ taskId, pushType: 0, appId: Number(appId) });
  }

  private taskOf(form: Form): Task | undefined {
    const task = this.tasks.get(form.get('taskId') ?? '');
    return task?.appId === form.get('appId') ? task : undefined;
  }

  /** Nobody counts: an app without pushes has a day of zeros. */
  private statistics(kind: 'daily' | 'task-statistics', form: Form): FakeAnswer {
    const zeros = { targetNo: 0, validNo: 0, pushedNo: 0, acceptNo: 0, displayNo: 0, clickNo: 0 };
    if (kind === 'task-statistics') {
      return this.taskOf(form) === undefined
        ? errorAnswer('110032')
        : valueAnswer({ taskId: Number(form.get('taskId')), ...zeros });
    }
    const [start, end] = ['startTime', 'endTime'].map((name) => dayIn(form.get(name) ?? ''));
    if (start === undefined || end === undefined) return errorAnswer('1005');
    if (end < start) return errorAnswer('500', 'end before start');
    if (end - start > 30 * DAY_MS) return errorAnswer('500', 'more than 30 days');
    return valueAnswer([{ date: new Date(end).toISOString().slice(0, 10), ...zeros }]);
  }
}

const rateOf = ({ requestsPerSecond = 200 }: MeizuTenant): Rate => new Rate(requestsPerSecond);

function isForPackages(form: Form | undefined, { packageNames }: MeizuTenant): boolean {
  const named = (form?.get('restrictedPackageNames') ?? '').split(',').filter(Boolean);
  return (
    named.length <= 50 && named.every((name) => packageNames === undefined || packageNames.includes(name))
  );
}

const countProblem = (targets: readonly string[]): string | undefined =>
  targets.length > 0 && targets.length <= MAX_TARGETS ? undefined : 'pushIds are 1 to 100';

/** "code501-…", "unknown-…", "dead-…" and "off-…" say themselves what comes of them. Undefined: it rings. */
function codeFor(
  target: string,
  isAlias: boolean,
  { noticeBarInfo }: ReadMessage,
  { tenant, byMinute, byDay }: Customer,
  nowMs: number,
): string | undefined {
  const { perPhoneAndMinute = 5, publicPerPhoneAndDay = 3 } = tenant;
  const asked = /^code(\d{3,6})-/.exec(target)?.[1];
  if (asked !== undefined) return asked;
  if (isAlias && (isDeadToken(target) || target.startsWith('off-'))) return '110005';
  if (target.startsWith('unknown-')) return '110003';
  if (isDeadToken(target)) return '110002';
  if (target.startsWith('off-')) return '110010';
  if (byMinute.up(target, nowMs) > perPhoneAndMinute) return '520';
  const isPublic = numberIn(noticeBarInfo, 'noticeMsgType', 0) === 0;
  return isPublic && byDay.up(`phone ${target}`, nowMs) > publicPerPhoneAndDay ? '110011' : undefined;
}

function clickOf({ clickTypeInfo }: ReadMessage): string {
  const field = ['', 'activity', 'url', 'customAttribute'][numberIn(clickTypeInfo, 'clickType', 0)] ?? '';
  return textIn(clickTypeInfo, field) || 'open-app';
}

function switchOf(pushId: string): FakeAnswer {
  if (pushId.startsWith('unknown-')) return errorAnswer('110003');
  if (isDeadToken(pushId)) return errorAnswer('110002');
  const barTypeSwitch = pushId.startsWith('off-') ? 0 : 1;
  return valueAnswer({ pushId, barTypeSwitch, directTypeSwitch: 0 });
}

/** "20261124" → ms. */
function dayIn(text: string): number | undefined {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(text) ?? [];
  const atMs = Date.parse(`${year}-${month}-${day}`);
  return Number.isNaN(atMs) ? undefined : atMs;
}

export const newFake = (): MeizuFake => new MeizuFake();
