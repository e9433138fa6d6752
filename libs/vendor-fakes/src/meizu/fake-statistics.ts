// What the fake Meizu counts of tasks and of days, in China's days. Nobody taps on a phone of the fake, so there are no clicks.
import type { FakeAnswer } from '../host/vendor-fake';
import { errorAnswer, valueAnswer } from './fake-answers';
import type { Form } from './fake-form';

const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;
/** Days and tasks that are remembered. */
const MAX_COUNTED = 2_000;

interface Counted {
  readonly named: number;
  readonly rung: number;
}

export class Statistics {
  private readonly counted = new Map<string, Counted>();

  /** `taskId`: of a task's push. */
  add(named: number, rung: number, nowMs: number, taskId: string | undefined): void {
    const day = new Date(nowMs + CHINA_MS).toISOString().slice(0, 10);
    for (const key of taskId === undefined ? [day] : [day, `task ${taskId}`]) {
      const known = this.counted.get(key) ?? { named: 0, rung: 0 };
      this.counted.set(key, { named: known.named + named, rung: known.rung + rung });
    }
    for (const oldest of this.counted.keys()) {
      if (this.counted.size <= MAX_COUNTED) break;
      this.counted.delete(oldest);
    }
  }

  ofTask(form: Form): FakeAnswer {
    const taskId = form.get('taskId') ?? '';
    return valueAnswer({ taskId: Number(taskId), ...this.numbersOf(`task ${taskId}`) });
  }

  /** At most 30 days; the refusals are "business refusals" under 500 (sheet, 4.1). */
  ofDays(form: Form): FakeAnswer {
    const [start, end] = ['startTime', 'endTime'].map((name) => dayIn(form.get(name) ?? ''));
    if (start === undefined || end === undefined) return errorAnswer('1005');
    if (end < start) return errorAnswer('500', 'end before start');
    if (end - start > 30 * DAY_MS) return errorAnswer('500', 'more than 30 days');
    const days = Array.from({ length: (end - start) / DAY_MS + 1 }, (_, day) =>
      new Date(start + day * DAY_MS).toISOString().slice(0, 10),
    );
    return valueAnswer(days.map((date) => ({ date, ...this.numbersOf(date) })));
  }

  clear(): void {
    this.counted.clear();
  }

  private numbersOf(key: string) {
    const { named, rung } = this.counted.get(key) ?? { named: 0, rung: 0 };
    return { targetNo: named, validNo: rung, pushedNo: rung, acceptNo: rung, displayNo: rung, clickNo: 0 };
  }
}

/** "20261124" → ms. */
function dayIn(text: string): number | undefined {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(text) ?? [];
  const atMs = Date.parse(`${year}-${month}-${day}`);
  return Number.isNaN(atMs) ? undefined : atMs;
}
