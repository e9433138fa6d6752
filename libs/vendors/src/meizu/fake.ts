// Meizu's server, imitated: knows its tenants, looks in the order of the sheet (11), counts requests and pushes, rings phones.
import { Value } from '@sinclair/typebox/value';
import { Phones } from '../fake/phones';
import type { FakeAnswer, FakeRequest, VendorFake } from '../fake/vendor-fake';
import { errorAnswer, newMessageId, nowhere, sentAnswer, valueAnswer } from './fake-answers';
import { Customer } from './fake-customer';
import { type Form, isSignedBy } from './fake-form';
import { clickOf, contentHashOf, extOf, type ReadMessage, textIn } from './fake-message';
import { dailyStatistics, registerSwitch, taskStatistics } from './fake-queries';
import { WaitingReceipts } from './fake-receipts';
import { type Endpoint, type MeizuCall, readRequest } from './fake-request';
import { countProblem, messageProblem } from './fake-rules';
import { MeizuTenant } from './fake-tenant';
import { sample } from './sample';

/** Tasks that can still be pushed. */
const MAX_TASKS = 1_000;

interface Task {
  readonly appId: string;
  readonly message: ReadMessage;
}

export class MeizuFake implements VendorFake<MeizuCall> {
  readonly vendor = 'meizu';
  readonly phones = new Phones();
  readonly receipts = new WaitingReceipts();
  readonly sample = sample;
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

  forget(): void {
    this.phones.clear();
    this.receipts.clear();
    this.tasks.clear();
    for (const customer of this.customers.values()) customer.forget();
  }

  private serve(asked: Asked): FakeAnswer {
    const { endpoint, form } = asked;
    switch (endpoint.kind) {
      case 'pass-through':
        return errorAnswer('110053');
      case 'daily':
        return dailyStatistics(form);
      case 'task-statistics':
        return this.taskOf(form) === undefined ? errorAnswer('110032') : taskStatistics(form);
      case 'switch':
        return registerSwitch(form);
      case 'new-task':
        return this.newTask(asked);
      case 'task-push':
        return this.taskOf(form) === undefined ? errorAnswer('110032') : this.push(asked);
      case 'push':
        return this.push(asked);
    }
  }

  private push({ call, endpoint, form, customer, nowMs }: Asked): FakeAnswer {
    const { targets, message } = call;
    const { tenant } = customer;
    if (!customer.hasPushesLeft(targets.length, nowMs)) return errorAnswer('110019');
    if (!customer.owns(form)) return errorAnswer('110031');
    const problem = messageProblem(message, tenant) ?? countProblem(targets);
    if (problem !== undefined || message === undefined) return errorAnswer('1005', problem);
    const msgId = newMessageId();
    const failed = new Map<string, string[]>();
    const living: string[] = [];
    for (const target of targets) {
      const code = customer.codeFor(target, endpoint.targets === 'alias', message, nowMs);
      if (code === undefined) living.push(target);
      else failed.set(code, [...(failed.get(code) ?? []), target]);
    }
    for (const target of living) this.ring(target, message, msgId, nowMs);
    // Receipts are documented for pushes with a message of their own, not for tasks (sheet, 6).
    if (endpoint.kind === 'push') this.receipts.add({ message, msgId, targets: living }, 1, tenant);
    return sentAnswer(living.length, failed, msgId);
  }

  /** What comes under a key takes the place of what was shown under it, and alerts again. */
  private ring(token: string, message: ReadMessage, msgId: string, nowMs: number): void {
    const ext = extOf(message);
    this.phones.ring(token, {
      notifyId: textIn(message.advanceInfo, 'notifyKey') || msgId,
      title: textIn(message.noticeBarInfo, 'title') ?? '',
      text: textIn(message.noticeBarInfo, 'content') ?? '',
      ...(ext !== undefined && { ext }),
      click: clickOf(message),
      contentHash: contentHashOf(message),
      atMs: nowMs,
    });
  }

  private newTask({ call: { message }, form, customer: { tenant } }: Asked): FakeAnswer {
    if (form.get('pushType') === '1') return errorAnswer('110053');
    const problem = form.get('pushType') === '0' ? messageProblem(message, tenant) : 'pushType is 0 or 1';
    if (problem !== undefined || message === undefined) return errorAnswer('1005', problem);
    const taskId = ++this.lastTask;
    this.tasks.set(String(taskId), { appId: tenant.appId, message });
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

/** A request of a known customer, with its rate and signature right. */
interface Asked {
  readonly call: MeizuCall;
  readonly endpoint: Endpoint;
  readonly form: Form;
  readonly customer: Customer;
  readonly nowMs: number;
}

export const newFake = (): MeizuFake => new MeizuFake();
