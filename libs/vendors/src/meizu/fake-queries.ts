// What the fake Meizu answers to those who only ask: nobody counts, so all statistics are zeros.
import { isDeadToken } from '../fake/tricks';
import type { FakeAnswer } from '../fake/vendor-fake';
import { errorAnswer, valueAnswer } from './fake-answers';
import type { Form } from './fake-form';

const DAY_MS = 86_400_000;
const ZEROS = { targetNo: 0, validNo: 0, pushedNo: 0, acceptNo: 0, displayNo: 0, clickNo: 0 };

export const taskStatistics = (form: Form): FakeAnswer =>
  valueAnswer({ taskId: Number(form.get('taskId')), ...ZEROS });

/** At most 30 days; the refusals are "business refusals" under 500 (sheet, 4.1). */
export function dailyStatistics(form: Form): FakeAnswer {
  const [start, end] = ['startTime', 'endTime'].map((name) => dayIn(form.get(name) ?? ''));
  if (start === undefined || end === undefined) return errorAnswer('1005');
  if (end < start) return errorAnswer('500', 'end before start');
  if (end - start > 30 * DAY_MS) return errorAnswer('500', 'more than 30 days');
  return valueAnswer([{ date: new Date(end).toISOString().slice(0, 10), ...ZEROS }]);
}

export function registerSwitch(form: Form): FakeAnswer {
  const pushId = form.get('pushId') ?? '';
  if (pushId.startsWith('unknown-')) return errorAnswer('110003');
  if (isDeadToken(pushId)) return errorAnswer('110002');
  return valueAnswer({ pushId, barTypeSwitch: pushId.startsWith('off-') ? 0 : 1, directTypeSwitch: 0 });
}

/** "20261124" → ms. */
function dayIn(text: string): number | undefined {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(text) ?? [];
  const atMs = Date.parse(`${year}-${month}-${day}`);
  return Number.isNaN(atMs) ? undefined : atMs;
}
