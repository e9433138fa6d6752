// A dry run of one target: each vendor's own client makes the request, no vendor gets one, and no secret is in the answer.
import {
  bus,
  certificate,
  FIRST,
  freshForEachTest,
  host,
  outcomeOf,
  push,
  SAMPLES,
  service,
  start,
  witness,
} from '../../fixtures/frame';
import type { DryRunAnswer } from './dry-run-answer';

freshForEachTest();

const CONTENT = { title: 'Alice', text: 'Are you coming tonight?' };
const tokenOf = (vendor: string) => SAMPLES.get(vendor)?.tokenFor?.('ok-dry-run') ?? 'ok-dry-run';

async function dryRun(body: object, call: { as?: 'viewer' | 'operator' } = {}) {
  const answer = await service?.call('/v1/apps/demo/targets:dryRun', {
    body: { push: CONTENT, ...body },
    ...call,
  });
  return { status: answer?.status, body: answer?.body as DryRunAnswer & { code?: string } };
}

/** Every text in it that is no id and no address. */
function secretsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.length >= 12 && !/^https?:|@/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => (/id$/i.test(name) ? [] : secretsIn(inner)))
    : [];
}

describe('issue 12, 4: a dry run', () => {
  it('shows the one request of each vendor, masked, and sends none', async () => {
    const ids = new Map<string, number>();
    for (const vendor of SAMPLES.keys()) ids.set(vendor, await certificate(vendor));
    await start();
    await bus.idle();
    for (const [vendor, certificateId] of ids) {
      const token = tokenOf(vendor);
      const { status, body } = await dryRun({ certificateId, token });
      expect({ vendor, status, requests: body.requests?.length }).toEqual({
        vendor,
        status: 200,
        requests: 1,
      });
      const text = JSON.stringify(body);
      expect(text.includes(token) || text.includes(encodeURIComponent(token))).toBe(false);
      for (const secret of secretsIn(SAMPLES.get(vendor)?.credential))
        expect({ vendor, isShown: text.includes(JSON.stringify(secret).slice(1, -1)) }).toEqual({
          vendor,
          isShown: false,
        });
      expect(body.requests[0]).toMatchObject({
        method: 'POST',
        url: expect.stringMatching(/^https?:\/\/(?!.*invalid)/),
      });
    }
    expect(host.answered).toBe(0);
    expect(witness.records).toEqual([]);
  });

  it('shows what a push sends, and nothing of it is kept', async () => {
    const certificateId = await certificate(FIRST);
    await start();
    expect(await outcomeOf(await push())).toMatchObject({ state: 'accepted' });
    const answered = host.answered;
    const { body } = await dryRun({ certificateId, token: 'ok-dry-run' });
    expect(body).toMatchObject({ would: 'call', state: 'open', version: 1, vendor: FIRST });
    const [request] = body.requests;
    expect(decodeURIComponent(request?.body.replaceAll('+', ' ') ?? '')).toContain(CONTENT.text);
    expect(request?.headers['authorization']).toMatch(/\*\*\*$/);
    expect(host.answered).toBe(answered);
    const found = await service?.call(`/v1/apps/demo/targets/${body.targetId}`);
    expect(found?.status).toBe(404);
  });

  it('shows what a target that is known would be now, with stars for the text of its message', async () => {
    await certificate(FIRST);
    await start();
    const sent = await push();
    const { targetId } = await outcomeOf(sent);
    const answered = host.answered;
    const path = `/v1/apps/demo/targets/${targetId}/dry-run`;
    const { status, body } = (await service?.call(path, { body: {} })) as {
      status: number;
      body: DryRunAnswer;
    };
    expect({ status, ...body }).toMatchObject({
      status: 200,
      would: 'call',
      targetId,
      requests: [{ method: 'POST' }],
    });
    const text = decodeURIComponent(body.requests[0]?.body.replaceAll('+', ' ') ?? '');
    expect(text).not.toContain(CONTENT.text);
    expect(text).toContain('***');
    expect(host.answered).toBe(answered);
    expect((await service?.call(path, { body: {}, as: 'viewer' }))?.status).toBe(403);
    const unknown = await service?.call(`/v1/apps/demo/targets/${'A'.repeat(22)}/dry-run`, { body: {} });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'unknown-target' } });
  });

  it('says that it would wait behind a pause, and how it would end without a call', async () => {
    const certificateId = await certificate(FIRST);
    await start();
    await service?.call(`/v1/apps/demo/lanes/${certificateId}/pause`, { body: { because: 'an outage' } });
    const token = tokenOf(FIRST);
    expect((await dryRun({ certificateId, token })).body).toMatchObject({
      ...{ would: 'wait', state: 'paused', code: 'lane-paused' },
      requests: [{ method: 'POST' }],
    });
    const bad = await dryRun({ certificateId, token: 'two,tokens' });
    expect(bad.body).toMatchObject({ would: 'end', requests: [] });
    expect(bad.body.says).toBeDefined();
  });

  it('is for operators, and for certificates that there are', async () => {
    const certificateId = await certificate(FIRST);
    await start();
    expect((await dryRun({ certificateId, token: 'ok' }, { as: 'viewer' })).status).toBe(403);
    expect(await dryRun({ certificateId: 9999, token: 'ok' })).toMatchObject({
      status: 422,
      body: { code: 'unknown-certificate' },
    });
  });
});
