import type { Verdict } from '../../vendor';
import { noted } from './noted';

describe('notes of an answer', () => {
  const verdicts: Verdict[] = [
    { kind: 'accepted', vendorMessageId: 'm' },
    { kind: 'token-dead', code: '1' },
  ];
  it('are for those whose push was taken', () =>
    expect(noted(verdicts, ['left out'])).toEqual([{ ...verdicts[0], notes: ['left out'] }, verdicts[1]]));
  it('are none if nothing was left out', () => expect(noted(verdicts, [])).toEqual(verdicts));
});
