import { endOf } from './end-of';
import { waitedFor } from './waited-for';

const never = { may_have_rung: false, code: null, detail: null };
const busy = { may_have_rung: false, code: '200002', detail: 'exceed qps limit' };
const shut = { code: '21301', detail: 'auth failed' };
const pause = { code: 'http-503', detail: undefined };

describe('3.8: what expired waited for', () => {
  it('is what keeps its lane shut', () => expect(waitedFor(busy, { shut, pause })).toBe(shut));
  it('else is its own last verdict', () =>
    expect(waitedFor(busy, { pause })).toEqual({ code: '200002', detail: 'exceed qps limit' }));
  it('else is what its lane paused for', () => expect(waitedFor(never, { pause })).toBe(pause));
  it('else is its turn', () => expect(waitedFor(never).code).toBe('too-late'));

  it('is the answer, where a call had none', () => {
    const called = { ...never, may_have_rung: true };
    expect(waitedFor(called, { shut }).code).toBe('no-answer');
    expect(waitedFor({ ...called, code: 'deadline' }, { shut }).code).toBe('deadline');
    expect(endOf({ ...called, withdrawn: false, cause: null }, { shut })).toMatchObject({
      state: 'unconfirmed',
      code: 'no-answer',
    });
  });

  it('does not matter once its session is over', () =>
    expect(endOf({ ...busy, withdrawn: true, cause: 'logged-out' }, { shut })).toEqual({
      ...{ state: 'withdrawn', code: 'logged-out' },
    }));
});
