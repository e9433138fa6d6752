import { messageToBob, NOW_MS, POLICY } from '../../fixtures/examples';
import { judge } from './judged';
import { recordsOf } from './push-records';

const BY = { policy: POLICY, nowMs: NOW_MS, startedAtMs: 0 };
const sent = { sentAtMs: NOW_MS, recordAtMs: NOW_MS };
const toldOf = (about: { notes?: string[]; badRecipients?: string[]; sentAtMs?: number }) => {
  const { sentAtMs = NOW_MS, ...door } = about;
  const it = judge({ event: messageToBob({ sentAtMs }), sent, ...door }, { of: () => [] }, BY);
  return recordsOf(it, it.gated);
};

describe('what the door found out', () => {
  it('is not mentioned where there is nothing to say', () =>
    expect(toldOf({})[0]).not.toHaveProperty('notes'));

  it('goes into the record of the message, at most twenty notes', () => {
    const notes = Array.from({ length: 30 }, (_, i) => `note ${i}`);
    expect(toldOf({ notes })[0]!.notes).toHaveLength(20);
  });

  it("FF 1.16: says that a time in the future was not believed, and lets a clock's small lead be", () => {
    const told = (sentAtMs: number) => toldOf({ sentAtMs })[0]?.notes;
    expect(told(NOW_MS + 3_600_000)).toEqual([expect.stringContaining('sentAtMs: lies in the future')]);
    expect(told(NOW_MS + 30_000)).toBeUndefined();
  });

  it('3.11: stops each recipient that is none, in the record of the others', () => {
    const [told, ...rest] = toldOf({ badRecipients: ['x', 'y'] });
    expect(rest).toEqual([]);
    expect(told!.stopped).toEqual([
      { user: 'bob', reason: 'unknown-user' },
      { user: 'x', reason: 'bad-recipient' },
      { user: 'y', reason: 'bad-recipient' },
    ]);
  });

  it('is in every record of many', () => {
    const badRecipients = Array.from({ length: 2_500 }, (_, i) => `bad ${i}`);
    const told = toldOf({ badRecipients, notes: ['a note'] });
    expect(told.flatMap(({ stopped }) => stopped)).toHaveLength(2_501);
    expect(told.every((each) => each.stopped.length <= 1_000 && each.notes?.length === 1)).toBe(true);
  });
});
