import type { PushGated } from '@offline-push/contracts';
import { aGatedPush } from '@offline-push/testing';
import { toldByDoor } from './at-the-door';

const push = aGatedPush();

describe('what the door found out', () => {
  it('costs nothing where there is nothing to say', () => {
    const pushes = [push];
    expect(toldByDoor(pushes, { saidAtMs: push.sentAtMs })).toBe(pushes);
  });

  it('goes into every record of the message, at most twenty notes', () => {
    const notes = Array.from({ length: 30 }, (_, i) => `note ${i}`);
    const told = toldByDoor([push, push], { notes });
    expect(told.map((each) => each.notes?.length)).toEqual([20, 20]);
  });

  it("FF 1.16: says that a time in the future was not believed, and lets a clock's small lead be", () => {
    const told = (saidAtMs: number) => toldByDoor([push], { saidAtMs })[0]?.notes;
    expect(told(push.sentAtMs + 3_600_000)).toEqual([
      expect.stringContaining('sentAtMs: lies in the future'),
    ]);
    expect(told(push.sentAtMs + 30_000)).toBeUndefined();
  });

  it('3.11: stops each recipient that is none, in the record of the others where there is room', () => {
    const [told, ...rest] = toldByDoor([push], { badRecipients: ['x', 'y'] });
    expect(rest).toEqual([]);
    expect(told).toMatchObject({ onward: push.onward, contentHash: push.contentHash });
    expect(told?.stopped).toEqual([
      ...push.stopped,
      { user: 'x', reason: 'bad-recipient' },
      { user: 'y', reason: 'bad-recipient' },
    ]);
  });

  it('has records of their own for many', () => {
    const badRecipients = Array.from({ length: 2_500 }, (_, i) => `bad ${i}`);
    const told: PushGated[] = toldByDoor([push], { badRecipients, notes: ['a note'] });
    expect(
      told.flatMap(({ stopped }) => stopped).filter(({ reason }) => reason === 'bad-recipient'),
    ).toHaveLength(2_500);
    expect(told.every((each) => each.stopped.length <= 1_000 && each.notes?.length === 1)).toBe(true);
    expect(told.flatMap(({ onward }) => onward)).toEqual(push.onward);
  });
});
