// A handler that remembers its calls, and lets a test wait for what it has seen.
import type { Delivered, Rejection } from '@offline-push/bus/for-testing';
import { Waiters } from '../memory-bus/waiters';
import type { Step } from './world';

export type Behaviour = (
  batch: readonly Delivered<Step>[],
) => Promise<void | readonly Rejection[]> | void | readonly Rejection[];

export class Recorder {
  /** One list per call that ended well. */
  readonly calls: Delivered<Step>[][] = [];
  /** Calls that began, with their size. */
  readonly begun: number[] = [];
  private readonly waiters = new Waiters();

  constructor(private readonly behaviour: Behaviour = () => undefined) {}

  readonly handle = async (batch: readonly Delivered<unknown>[]): Promise<void | readonly Rejection[]> => {
    const stepped = batch as readonly Delivered<Step>[];
    this.begun.push(batch.length);
    this.waiters.stir();
    const rejections = await this.behaviour(stepped);
    this.calls.push([...stepped]);
    this.waiters.stir();
    return rejections;
  };

  get delivered(): Delivered<Step>[] {
    return this.calls.flat();
  }

  get events(): Step[] {
    return this.delivered.map(({ event }) => event);
  }

  numbersOf(walk: string): number[] {
    return this.events.filter((event) => event.walk === walk).map(({ number }) => number);
  }

  until(isTrue: () => boolean, deadlineMs = 60_000): Promise<void> {
    return this.waiters.until(
      isTrue,
      deadlineMs,
      () => `seen after ${deadlineMs} ms: ${JSON.stringify(this.events).slice(0, 500)}`,
    );
  }

  has(count: number): Promise<void> {
    return this.until(() => this.delivered.length >= count);
  }
}

/** A door that is shut until somebody opens it. */
export class Door {
  readonly isOpen: Promise<void>;
  open: () => void = () => undefined;

  constructor() {
    this.isOpen = new Promise((resolve) => (this.open = resolve));
  }
}
