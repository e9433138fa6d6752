// Targets and lanes as the API tells of them, and a person's pause: what it stops, what it leaves waiting, and that it outlives the process.
import {
  bus,
  callsTo,
  certificate,
  FIRST,
  freshForEachTest,
  outcomeOf,
  phoneOf,
  push,
  service,
  start,
} from '../../fixtures/frame';
import { laneChanged } from '@offline-push/contracts';
import { askWithEveryRole } from '@offline-push/testing';
import { FigureStore } from '../figures/figure.store';
import { stepOf, waitedBody } from '../figures/history';
import type { LaneHistory } from './history-answer';
import type { LaneAnswer, LaneList } from './lane-answer';
import type { TargetAnswer } from './target-answer';

freshForEachTest();

const PAUSE = { because: 'the vendor asked us to wait' };

async function ask<T>(path: string, call: { body?: object; method?: string } = {}): Promise<T> {
  const answer = await service?.call(`/v1/apps/demo/${path}`, call);
  expect({ path, status: answer?.status }).toEqual({ path, status: 200 });
  return answer?.body as T;
}
const paused = async (): Promise<{ id: number; lane: LaneAnswer }> => {
  const id = await certificate(FIRST);
  await start();
  // It knows the lane when it has read of its certificate.
  await bus.idle();
  return { id, lane: await ask<LaneAnswer>(`lanes/${id}/pause`, { body: PAUSE }) };
};

describe('issue 12: a lane that a person paused', () => {
  it('calls nobody, says who paused it and what waits, and goes on when it is resumed', async () => {
    const { id, lane } = await paused();
    expect(lane).toMatchObject({
      state: 'paused',
      code: 'lane-paused',
      paused: { by: 'operator-demo', ...PAUSE },
    });
    const sent = await push();
    await bus.idle();
    expect(callsTo(sent)).toEqual([]);
    const { lanes } = await ask<LaneList>('lanes');
    expect(lanes).toMatchObject([
      { certificateId: id, state: 'paused', backlog: { targets: 1, isMore: false } },
    ]);
    const { targetId } = phoneOf(sent);
    expect(await ask<TargetAnswer>(`targets/${targetId}`)).toMatchObject({ isOver: false, attempts: 0 });
    expect(await ask<LaneAnswer>(`lanes/${id}/resume`, { method: 'POST' })).toMatchObject({
      certificateId: id,
    });
    expect(await outcomeOf(sent)).toMatchObject({ state: 'accepted', attempts: 1 });
    expect(await ask<TargetAnswer>(`targets/${targetId}`)).toMatchObject({ state: 'accepted', isOver: true });
    const { changes } = await ask<LaneHistory>(`lanes/${id}/history`);
    const by = 'operator-demo';
    expect(changes).toMatchObject([
      { change: 'resumed', by },
      { change: 'paused', by, ...PAUSE },
    ]);
    await bus.idle();
    const told = bus.records(laneChanged.name).map(({ value }) => JSON.parse(String(value)) as object);
    expect(told).toMatchObject([
      { change: 'paused', certificateId: id, by, ...PAUSE },
      { change: 'resumed' },
    ]);
  });

  it('is told once, however often it is asked for', async () => {
    const { id } = await paused();
    await ask(`lanes/${id}/pause`, { body: { because: 'again' } });
    expect(await ask(`lanes/${id}`)).toMatchObject({ paused: PAUSE });
    await ask(`lanes/${id}/resume`, { method: 'POST' });
    await ask(`lanes/${id}/resume`, { method: 'POST' });
    expect((await ask<LaneHistory>(`lanes/${id}/history`)).changes).toHaveLength(2);
  });

  it('stays paused beyond a restart, and names the pause as what its pushes waited for', async () => {
    const { id } = await paused();
    await service?.stop();
    await start();
    const sent = await push({ lifeMs: 1_500 });
    expect(await outcomeOf(sent)).toMatchObject({
      state: 'expired',
      code: 'lane-paused',
      detail: PAUSE.because,
    });
    expect(callsTo(sent)).toEqual([]);
    expect(await ask<LaneAnswer>(`lanes/${id}`)).toMatchObject({ state: 'paused' });
  });

  it('is told to those who may see it, and paused by operators only', async () => {
    const { id } = await paused();
    const call = (path: string, as: 'viewer', body?: object) =>
      service?.call(`/v1/apps/demo/${path}`, { as, ...(body && { body }) });
    expect((await call('lanes', 'viewer'))?.status).toBe(200);
    expect((await call(`lanes/${id}/pause`, 'viewer', PAUSE))?.status).toBe(403);
    expect((await call('targets/none', 'viewer'))?.status).toBe(404);
    expect((await service?.call(`/v1/apps/other/lanes/${id}`, { of: 'other' }))?.status).toBe(404);
  });
});

describe('issue 13: the lanes of several pods', () => {
  it('are one to whoever asks any of them: sums, the worst state, errors, latency, the last hour', async () => {
    const id = await certificate(FIRST);
    await start();
    await outcomeOf(await push());
    const figures = service!.app.get(FigureStore);
    const errors = [{ verdict: 'unavailable' as const, code: '503', says: 'down', count: 40 }];
    const closed = { state: 'closed' as const, untilMs: Date.now() + 60_000, code: '503', says: 'down' };
    const figure = {
      inMemory: 5,
      inFlight: 2,
      mostInFlight: 4,
      answersPerSecond: 1,
      latency: new Map([[9, 3]]),
    };
    await figures.tell('another-pod', new Map([[id, { ...closed, ...figure, errors }]]));
    const lane = await ask<LaneAnswer>(`lanes/${id}`);
    expect(lane).toMatchObject({
      ...closed,
      pods: 2,
      inMemory: 5,
      inFlight: 2,
      errors,
      backlog: { targets: 0 },
    });
    expect(lane.answersPerSecond).toBeGreaterThan(1);
    expect(lane.latency?.calls).toBe(4);
    const stepMs = stepOf(Date.now()) - 60_000;
    await figures.addSteps(stepMs, '', new Map([[id, waitedBody({ backlog: 12 })]]));
    const { steps } = await ask<LaneHistory>(`lanes/${id}/history`);
    expect(steps.find(({ atMs }) => atMs === stepMs)).toMatchObject({ backlog: 12, answersPerSecond: 0 });
  });

  it('come in pages, by certificate id', async () => {
    const ids = [await certificate(FIRST), await certificate(FIRST, { id: 77 })];
    await start();
    await bus.idle();
    const first = await ask<LaneList>('lanes?limit=1');
    expect(first.lanes.map(({ certificateId }) => certificateId)).toEqual([ids[0]]);
    const second = await ask<LaneList>(first.next?.replace('/v1/apps/demo/', '') ?? '');
    expect([second.lanes.map(({ certificateId }) => certificateId), second.next]).toEqual([
      [ids[1]],
      undefined,
    ]);
  });
});

describe('issue 12: the roles of dispatch', () => {
  it('are those of its document at every route, and no answer to a viewer has text or token', async () => {
    const { id } = await paused();
    const sent = await push();
    await bus.idle();
    const { targetId, token } = phoneOf(sent);
    const names = { app: 'demo', certificate: String(id), target: targetId, targetId };
    const { wrong, calls, told } = await askWithEveryRole(service!, names);
    expect(wrong).toEqual([]);
    expect(calls).toBeGreaterThan(15);
    const secrets = [token, sent.content.title, sent.content.text].filter(
      (text) => text !== undefined && text !== '',
    );
    expect(secrets.length).toBeGreaterThan(1);
    expect(
      [...told].filter(([, text]) =>
        secrets.some((secret) => text.includes(JSON.stringify(secret).slice(1, -1))),
      ),
    ).toEqual([]);
    expect(told.get('get /v1/apps/{app}/lanes')).toContain('"backlog"');
  });
});
