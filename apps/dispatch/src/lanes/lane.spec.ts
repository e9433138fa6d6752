import type { Verdict } from '@offline-push/vendors/send';
import type { Target } from '../ledger/target';
import { Lane, type LaneOptions, type Slots } from './lane.worker';

const EPOCH_MS = 1_790_000_000_000;
const limits = { deliveriesPerPlan: 3, concurrentCalls: 2, deadlineMs: 1_000 };
const targets = (...ids: string[]): Target[] => ids.map((targetId) => ({ targetId, content: {} }) as Target);

interface Asked extends Partial<LaneOptions> {
  /** Each target is a call of its own. */
  single?: boolean;
  /** What a gathering waits for before it is planned. */
  claim?: () => Promise<void>;
}

/** A lane whose calls stay in flight until the test answers them. */
function aLane({ single = false, claim, ...options }: Asked = {}) {
  const sent: { ids: string[]; answer: (...verdicts: Verdict[]) => Promise<void> }[] = [];
  const sentBack: string[] = [];
  let nowMs = 0;
  const call = async (ids: string[], slots: Slots): Promise<void> => {
    if (!(await slots.turn())) return void sentBack.push(...ids);
    const verdicts = await new Promise<Verdict[]>((resolve) => {
      const answer = async (...given: Verdict[]) => {
        resolve(given);
        await jest.advanceTimersByTimeAsync(0);
      };
      sent.push({ ids, answer });
    });
    slots.answered(verdicts, nowMs);
    slots.settled();
  };
  const send = async (gathering: Target[], slots: Slots): Promise<void> => {
    if (claim !== undefined) await claim();
    const ids = gathering.map((target) => target.targetId);
    slots.planned();
    await Promise.all((single ? ids.map((id) => [id]) : [ids]).map((one) => call(one, slots)));
  };
  const lane = new Lane({
    certificateId: 1,
    limits,
    lingerMs: 3,
    bound: 10,
    nowMs: () => nowMs,
    clockMs: () => EPOCH_MS + nowMs,
    mayClaim: () => true,
    send,
    ...options,
  });
  const pass = async (ms: number) => {
    nowMs += ms;
    await jest.advanceTimersByTimeAsync(ms);
  };
  return { lane, sent, sentBack, pass };
}

describe('a lane', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('lingers, then sends what has gathered together', async () => {
    const { lane, sent, pass } = aLane();
    lane.offer(targets('a'));
    lane.offer(targets('b'));
    expect(sent).toEqual([]);
    await pass(3);
    expect(sent.map((s) => s.ids)).toEqual([['a', 'b']]);
  });

  it('does not wait once the widest call is full', async () => {
    const { lane, sent, pass } = aLane();
    lane.offer(targets('a', 'b', 'c', 'd'));
    await pass(0);
    expect(sent.map((s) => s.ids)).toEqual([['a', 'b', 'c'], ['d']]);
  });

  it('keeps within its calls in flight and goes on when one is answered', async () => {
    const { lane, sent, pass } = aLane();
    lane.offer(targets('a', 'b', 'c', 'd', 'e', 'f', 'g'));
    await pass(0);
    expect(sent).toHaveLength(2);
    await sent[0]!.answer({ kind: 'accepted' });
    expect(sent.map((s) => s.ids)).toEqual([['a', 'b', 'c'], ['d', 'e', 'f'], ['g']]);
  });

  it('never holds more than its bound; the rest waits in the database', () => {
    const { lane } = aLane({ limits: { ...limits, concurrentCalls: 0 } });
    lane.offer(targets(...Array.from({ length: 25 }, (_, i) => `t${i}`)));
    expect([lane.depth, lane.room]).toEqual([10, 0]);
  });

  it('takes a target that is polled again while it waits only once', () => {
    const { lane } = aLane({ limits: { ...limits, concurrentCalls: 0 } });
    lane.offer(targets('a'));
    lane.offer(targets('a', 'b'));
    expect(lane.depth).toBe(2);
  });

  it('sends chat before bulk', async () => {
    const { lane, sent, pass } = aLane();
    lane.offer([
      { targetId: 'bulk', content: { class: 'bulk' } } as Target,
      { targetId: 'chat', content: {} } as Target,
    ]);
    await pass(3);
    expect(sent[0]!.ids).toEqual(['chat', 'bulk']);
  });

  it('calls nobody before Retry-After, then goes on alone', async () => {
    const { lane, sent, pass } = aLane();
    lane.offer(targets('a'));
    await pass(3);
    await sent[0]!.answer({ kind: 'throttled', code: '429', retryAfterMs: 5_000 });
    lane.offer(targets('b'));
    await pass(4_900);
    expect(sent).toHaveLength(1);
    await pass(200);
    expect(sent).toHaveLength(2);
  });

  it('claims nothing while the state feed is stale', async () => {
    let fresh = false;
    const { lane, sent, pass } = aLane({ mayClaim: () => fresh });
    lane.offer(targets('a'));
    await pass(1_000);
    expect(sent).toHaveLength(0);
    fresh = true;
    await pass(200);
    expect(sent).toHaveLength(1);
  });

  it('sends nothing through a shut gate, takes nothing more, and goes on when it opens', async () => {
    const { lane, sent, pass } = aLane();
    lane.setGate('shut');
    lane.offer(targets('a'));
    await pass(3_600_000);
    expect([sent.length, lane.room, lane.depth]).toEqual([0, 0, 0]);
    lane.setGate('open');
    lane.offer(targets('b'));
    await pass(3);
    expect(sent).toHaveLength(1);
  });

  it('sends one at a time through a gate that finds out, and asks for one', async () => {
    const { lane, sent, pass } = aLane();
    lane.setGate('one');
    expect(lane.room).toBe(1);
    lane.offer(targets('a', 'b', 'c'));
    await pass(10);
    expect([sent.map(({ ids }) => ids), lane.room]).toEqual([[['a']], 0]);
    lane.setGate('open');
    await sent[0]!.answer({ kind: 'accepted' });
    expect(sent.map(({ ids }) => ids)).toEqual([['a'], ['b', 'c']]);
  });

  it('says when it has nothing more to do', async () => {
    const idle = jest.fn();
    const { lane, sent, pass } = aLane({ idle });
    lane.offer(targets('a'));
    await pass(3);
    expect([idle.mock.calls.length, lane.isIdle]).toEqual([0, false]);
    await sent[0]!.answer({ kind: 'accepted' });
    expect([idle.mock.calls.length, lane.isIdle]).toEqual([1, true]);
  });

  it('stops when the calls in flight are settled, and starts none after', async () => {
    const { lane, sent, pass } = aLane();
    lane.offer(targets('a', 'b', 'c', 'd'));
    let stopped = false;
    const stopping = lane.stop().then(() => (stopped = true));
    await pass(10);
    expect(stopped).toBe(false);
    await sent[0]!.answer({ kind: 'accepted' });
    await sent[1]!.answer({ kind: 'accepted' });
    await stopping;
    lane.offer(targets('e'));
    await pass(10);
    expect(sent).toHaveLength(2);
  });

  describe('whose targets are a call each', () => {
    const idsOf = (sent: { ids: string[] }[]) => sent.map(({ ids }) => ids.join());
    const busy: Verdict = { kind: 'throttled', code: '429', retryAfterMs: 5_000 };

    it('lets the calls of a gathering wait for their turn, in order', async () => {
      const { lane, sent, pass } = aLane({ single: true });
      lane.offer(targets('a', 'b', 'c'));
      await pass(0);
      expect(idsOf(sent)).toEqual(['a', 'b']);
      await sent[1]!.answer({ kind: 'accepted' });
      expect(idsOf(sent)).toEqual(['a', 'b', 'c']);
    });

    it('gathers nothing more while a planned call waits', async () => {
      const { lane, sent, pass } = aLane({ single: true });
      lane.offer(targets('a', 'b', 'c', 'd', 'e', 'f'));
      await pass(10);
      expect(lane.depth).toBe(3);
      await sent[0]!.answer({ kind: 'accepted' });
      expect([idsOf(sent), lane.depth]).toEqual([['a', 'b', 'c'], 3]);
      await sent[1]!.answer({ kind: 'accepted' });
      expect([idsOf(sent), lane.depth]).toEqual([['a', 'b', 'c', 'd'], 0]);
    });

    it('keeps within its calls in flight when two gatherings are planned at once', async () => {
      let claimed = () => {};
      const claim = new Promise<void>((resolve) => (claimed = resolve));
      const { lane, sent, pass } = aLane({ single: true, claim: () => claim });
      lane.offer(targets('a', 'b', 'c', 'd', 'e', 'f', 'g'));
      expect(lane.depth).toBe(1);
      claimed();
      await pass(0);
      expect(idsOf(sent)).toEqual(['a', 'b']);
    });

    it('sends those that wait back when the vendor throttles', async () => {
      const { lane, sent, sentBack, pass } = aLane({ single: true });
      lane.offer(targets('a', 'b', 'c'));
      await pass(0);
      await sent[0]!.answer(busy);
      expect([idsOf(sent), sentBack]).toEqual([['a', 'b'], ['c']]);
    });

    it('sends back what is planned after the vendor refused the credential', async () => {
      let claimed = () => {};
      const claim = new Promise<void>((resolve) => (claimed = resolve));
      const { lane, sent, sentBack, pass } = aLane({ single: true, claim: () => claim });
      lane.offer(targets('a'));
      await pass(3);
      lane.setGate('shut');
      claimed();
      await pass(0);
      expect([sent, sentBack]).toEqual([[], ['a']]);
    });

    it('sends those that wait back once the state feed is stale', async () => {
      let fresh = true;
      const { lane, sent, sentBack, pass } = aLane({ single: true, mayClaim: () => fresh });
      lane.offer(targets('a', 'b', 'c'));
      await pass(0);
      fresh = false;
      await sent[0]!.answer({ kind: 'accepted' });
      expect([idsOf(sent), sentBack]).toEqual([['a', 'b'], ['c']]);
    });

    it('stops without those that wait, and after they were sent back', async () => {
      const { lane, sent, sentBack, pass } = aLane({ single: true });
      lane.offer(targets('a', 'b', 'c'));
      await pass(0);
      const stopping = lane.stop();
      await pass(0);
      expect(sentBack).toEqual(['c']);
      await sent[0]!.answer({ kind: 'accepted' });
      await sent[1]!.answer({ kind: 'accepted' });
      await stopping;
      expect(sent).toHaveLength(2);
    });
  });

  it('makes no call while a person has paused it, says so, and goes on afterwards', async () => {
    const { lane, sent, sentBack, pass } = aLane({ single: true, limits: { ...limits, concurrentCalls: 1 } });
    lane.offer(targets('a', 'b', 'c'));
    await pass(3);
    expect(sent.map((s) => s.ids)).toEqual([['a']]);
    lane.setPaused(true);
    lane.setGate('open');
    await sent[0]!.answer({ kind: 'accepted' });
    lane.offer(targets('d'));
    await pass(60_000);
    expect([sent.length, sentBack, lane.room, lane.now]).toEqual([1, ['b', 'c'], 0, { state: 'paused' }]);
    lane.setPaused(false);
    lane.offer(targets('d'));
    await pass(3);
    expect([sent.at(-1)?.ids, lane.now]).toEqual([['d'], { state: 'open' }]);
  });

  it('tells until when it is closed in ms since 1970, and how many answers a second it has', async () => {
    const { lane, sent, pass } = aLane();
    lane.offer(targets('a', 'b', 'c'));
    await pass(10);
    await sent[0]!.answer({ kind: 'throttled', code: 'busy', retryAfterMs: 5_000 });
    expect(lane.now).toEqual({ state: 'throttled', untilMs: EPOCH_MS + 5_010 });
    expect(lane.answersPerSecond).toBeCloseTo(1 / 60);
  });
});
