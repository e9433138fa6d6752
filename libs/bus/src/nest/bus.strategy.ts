// Nest's custom transport over the bus: collects the handlers that @Consumes marked and runs their flows. Pipes, guards, interceptors and
// filters of Nest are not used; the guard of this library judges records.
import { Inject, Injectable } from '@nestjs/common';
import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { type BatchHandler, Publisher } from '../bus';
import { Flows, type Handler } from '../flow/flows';
import { Log } from '../log';
import { BUS_OPTIONS, type BusOptions } from '../options';
import { type Consumption, type HandlerAnswer, HandlerCall } from './consumes.decorator';

/** Nest token of the service's `BusOptions`. */
export const BUS_SETTINGS = 'BusSettings';

@Injectable()
export class BusStrategy extends Server implements CustomTransportStrategy {
  readonly flows: Flows;
  private readonly handlers: Handler[] = [];

  constructor(log: Log, publisher: Publisher, @Inject(BUS_SETTINGS) options: BusOptions = BUS_OPTIONS) {
    super();
    this.flows = new Flows(log, publisher, options);
  }

  override addHandler(_: unknown, callback: MessageHandler, isEvent = false, extras: object = {}): void {
    const { topic, flow, mentioning } = extras as Partial<Consumption>;
    if (!isEvent || topic === undefined || flow === undefined) return; // a handler of another transport
    this.handlers.push({ topic, flow, mentioning, handle: throughNest(callback) });
  }

  /** Joining the groups goes on in the background; readiness says when it is done. */
  override listen(callback: (error?: unknown) => void): void {
    try {
      this.flows.start(this.handlers);
      callback();
    } catch (error) {
      callback(error);
    }
  }

  override async close(): Promise<void> {
    await this.flows.stop();
  }

  override on(): never {
    throw new Error('the bus has no events of its own: see BusHealth');
  }

  override unwrap<T>(): T {
    return this.flows as T;
  }
}

/** Unwraps the handler's end from the value it travelled in. */
const throughNest =
  (callback: MessageHandler): BatchHandler<unknown> =>
  async (batch) => {
    const answered: unknown = await callback(new HandlerCall(batch));
    const answer = (isObservable(answered) ? await lastValueFrom(answered) : answered) as HandlerAnswer;
    if (!answer.ok) throw answer.error;
    return answer.rejections;
  };
