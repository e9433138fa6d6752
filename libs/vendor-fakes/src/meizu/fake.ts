// Meizu's server, imitated: knows its tenants, looks in the order of the sheet (11), counts requests and pushes, rings phones.
import { Value } from '@sinclair/typebox/value';
import { Phones } from '../host/phones';
import type { ReceiptPost } from '../host/receipt-poster';
import type { PhoneFate } from '../host/tricks';
import type { FakeAnswer, FakeRequest, VendorFake } from '../host/vendor-fake';
import { errorAnswer, newMessageId, nowhere, sentAnswer, valueAnswer } from './fake-answers';
import { Customer } from './fake-customer';
import { type Form, isSignedBy } from './fake-form';
import { hosted } from './fake-images';
import { clickOf, contentHashOf, extOf, numberIn, type ReadMessage, textIn } from './fake-message';
import { WaitingReceipts } from './fake-receipts';
import { type Endpoint, type MeizuCall, readRequest } from './fake-request';
import { countProblem, messageProblem } from './fake-rules';
import { MeizuTenant } from './fake-tenant';
import { sample } from './sample';

/** Tasks that can still be pushed. */
const MAX_TASKS = 1_000;

interface Task {
  readonly appId: string;
  /** To everybody: may be cancelled, and not pushed to a list. */
  readonly isForMany: boolean;
  readonly mayCancel: boolean;
  readonly message: ReadMessage;
}

/** What Meizu tells of a phone that somebody has in hand: that it arrived, and the tap. */
const TOLD: Readonly<Partial<Record<PhoneFate, 1 | 2>>> = { shown: 1, tapped: 2 };

/** HTTP status → the code that says the same (sheet 4.1). */
const FAULTS: ReadonlyMap<number, string> = new Map([
  [401, '1006'],
  [403, '1006'],
  [429, '110010'],
  [503, '1003'],
]);

export class MeizuFake implements VendorFake<MeizuCall> {
  readonly vendor = 'meizu';
  readonly ownPaths = /^\/garcia\/api\/server\//;
  readonly phones = new Phones();
  readonly receipts = new WaitingReceipts();
  readonly sample = sample;
  readonly quotaCode = '110019';
  private readonly customers = new Map<string, Customer>();
  private readonly tasks = new Map<string, Task>();
  private lastTask = 20_456;

  admit(tenant: unknown): string | undefined {
    if (!Value.Check(MeizuTenant, tenant)) {
      const first = Value.Errors(MeizuTenant, tenant).First();
      return `${first?.path ?? ''}: ${first?.message ?? 'not a tenant'}`;
    }
    this.customers.set(tenant.appId, new Customer(tenant));
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
    if ([...endpoint.required, 'sign'].some((name) => !form.get(name))) return errorAnswer('110004');
    if (call.credential !== customer.tenant.appSecret) return errorAnswer('1006');
    if (customer.tenant.enabled === false) return errorAnswer('110009');
    if (!customer.mayAsk(nowMs)) return this.refuse(undefined);
    return this.serve({ call, endpoint, form, customer, nowMs });
  }

  refuse(code: string | undefined): FakeAnswer {
    return errorAnswer(code ?? '110010');
  }

  /** Meizu itself refuses under 200; what is scripted has its status all the same. */
  fault(status: number): FakeAnswer {
    if (status === 404) return nowhere;
    return { ...errorAnswer(FAULTS.get(status) ?? (status < 500 ? '1005' : '1001')), status };
  }

  nextReceipt(): ReceiptPost | undefined {
    const callback = this.receipts.next();
    return callback && { ...callback, headers: { 'content-type': callback.contentType } };
  }

  forget(): void {
    this.phones.clear();
    this.receipts.clear();
    this.tasks.clear();
    for (const customer of this.customers.values()) customer.forget();
  }

  private serve(asked: Asked): FakeAnswer {
    const { endpoint, form, customer } = asked;
    switch (endpoint.kind) {
      case 'pass-through':
        return errorAnswer('110053');
      case 'daily':
        return customer.statistics.ofDays(form);
      case 'task-statistics':
        return this.taskOf(form) === undefined ? errorAnswer('110032') : customer.statistics.ofTask(form);
      case 'device':
        return customer.devices.answer(endpoint.action ?? 'get-switch', form);
      case 'image':
        return hosted(form);
      case 'new-task':
        return this.newTask(asked, false);
      case 'to-app':
      case 'to-tag':
        return this.pushToMany(asked);
      case 'cancel':
        return this.cancel(form);
      case 'task-push':
        return this.taskOf(form)?.isForMany === false ? this.push(asked) : errorAnswer('110032');
      case 'push':
        return this.push(asked);
    }
  }

  private push(asked: Asked): FakeAnswer {
    const { call, endpoint, form, customer, nowMs } = asked;
    const { targets, message } = call;
    const { tenant } = customer;
    if (!customer.hasPushesLeft(targets.length, nowMs)) return errorAnswer('110019');
    if (!customer.owns(form)) return errorAnswer('110031');
    const problem = messageProblem(message, tenant) ?? countProblem(targets);
    if (problem !== undefined || message === undefined) return errorAnswer('1005', problem);
    const msgId = newMessageId();
    const isAlias = endpoint.targets === 'alias';
    const { living, failed } = this.ringAll(targets, isAlias, { message, msgId }, asked);
    customer.statistics.add(targets.length, living.length, nowMs, form.get('taskId'));
    // Receipts are documented for pushes with a message of their own, not for tasks (sheet, 6).
    if (endpoint.kind === 'push') {
      const clicked = living.filter((target) => this.phones.fateOf(target) === 'clicked');
      const reached = living.filter((target) => this.phones.fateOf(target) !== 'held');
      this.receipts.add({ message, msgId, targets: reached }, 1, tenant);
      this.receipts.add({ message, msgId, targets: clicked }, 2, tenant);
    }
    return sentAnswer(living.length, failed, msgId);
  }

  /** Who of the targets has a code, and who rings. */
  private ringAll(
    targets: readonly string[],
    isAlias: boolean,
    { message, msgId }: Worded,
    { customer, nowMs }: Asked,
  ): { living: string[]; failed: Map<string, string[]> } {
    const failed = new Map<string, string[]>();
    const living: string[] = [];
    for (const target of targets) {
      const isDead = !isAlias && this.phones.isDead(target);
      const code = isDead ? '110002' : customer.codeFor(target, isAlias, message, nowMs);
      if (code === undefined) living.push(target);
      else failed.set(code, [...(failed.get(code) ?? []), target]);
    }
    for (const phone of living.flatMap((target) => customer.phonesOf(target, isAlias))) {
      customer.meet(phone);
      if (!isAlias || !customer.devices.isOff(phone))
        this.ring(phone, { message, msgId }, customer.tenant, nowMs);
    }
    return { living, failed };
  }

  /** To all phones that were reached before or subscribed to anything, or to those with the tags. A timed push never starts. */
  private pushToMany(asked: Asked): FakeAnswer {
    const { call, endpoint, form, customer, nowMs } = asked;
    const scope = form.get('scope') ?? '0';
    if (endpoint.kind === 'to-tag' && scope !== '0' && scope !== '1') return errorAnswer('1005');
    const answer = this.newTask(asked, true);
    if (answer.code !== '200' || call.message === undefined) return answer;
    if (numberIn(call.message.pushTimeInfo, 'pushTimeType', 0) === 1) return answer;
    const tags = (form.get('tagNames') ?? '').split(',').filter(Boolean);
    const { devices, statistics } = customer;
    const phones =
      endpoint.kind === 'to-app' ? customer.everybody() : devices.phonesOfTags(tags, scope === '1');
    const words = { message: call.message, msgId: newMessageId() };
    const { living } = this.ringAll(phones, false, words, asked);
    statistics.add(phones.length, living.length, nowMs, String(this.lastTask));
    return { ...answer, accepted: living.length };
  }

  /** A push to all counts as running until it is cancelled; any other is over as soon as it is there. */
  private cancel(form: Form): FakeAnswer {
    const task = this.taskOf(form);
    if (task === undefined) return errorAnswer('110032');
    if (!task.mayCancel) return errorAnswer('500', 'task already finished');
    this.tasks.set(form.get('taskId') ?? '', { ...task, mayCancel: false });
    return valueAnswer({ result: true });
  }

  /** What comes under a key takes the place of what was shown under it, and alerts again. */
  private ring(token: string, { message, msgId }: Worded, tenant: MeizuTenant, nowMs: number): void {
    const ext = extOf(message);
    const tell = (fate: PhoneFate): void => {
      const type = TOLD[fate];
      if (type !== undefined) this.receipts.add({ message, msgId, targets: [token] }, type, tenant);
    };
    const shown = {
      notifyId: textIn(message.advanceInfo, 'notifyKey') || msgId,
      title: textIn(message.noticeBarInfo, 'title') ?? '',
      text: textIn(message.noticeBarInfo, 'content') ?? '',
      ...(ext !== undefined && { ext }),
      click: clickOf(message),
      contentHash: contentHashOf(message),
      atMs: nowMs,
    };
    this.phones.ring(token, shown, tell);
  }

  private newTask(
    { call: { message }, endpoint, form, customer: { tenant } }: Asked,
    isForMany: boolean,
  ): FakeAnswer {
    const pushType = form.get('pushType');
    if (pushType === '1') return errorAnswer('110053');
    const problem = pushType === '0' ? messageProblem(message, tenant, isForMany) : 'pushType is 0 or 1';
    if (problem !== undefined || message === undefined) return errorAnswer('1005', problem);
    const taskId = ++this.lastTask;
    this.tasks.set(String(taskId), {
      appId: tenant.appId,
      message,
      isForMany,
      mayCancel: endpoint.kind === 'to-app',
    });
    for (const oldest of this.tasks.keys()) {
      if (this.tasks.size <= MAX_TASKS) break;
      this.tasks.delete(oldest);
    }
    return valueAnswer({ taskId, pushType: 0, appId: Number(tenant.appId) });
  }

  private taskOf(form: Form): Task | undefined {
    const task = this.tasks.get(form.get('taskId') ?? '');
    return task?.appId === form.get('appId') ? task : undefined;
  }
}

interface Worded {
  readonly message: ReadMessage;
  readonly msgId: string;
}

/** A request of a known customer, with its rate and signature right. */
interface Asked {
  readonly call: MeizuCall;
  readonly endpoint: Endpoint;
  readonly form: Form;
  readonly customer: Customer;
  readonly nowMs: number;
}

export const newFake = (): MeizuFake => new MeizuFake();
