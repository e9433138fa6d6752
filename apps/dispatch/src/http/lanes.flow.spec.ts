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
import { askWithEveryRole } from '@offline-push/testing';
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
