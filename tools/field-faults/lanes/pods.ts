// Two pods of dispatch, and a vendor that refuses, or is away.
import { freePorts, until } from '@offline-push/parts';
import { Program } from '@offline-push/platform';
import { Desk } from '../certificates/desk';
import type { Fault } from '../fault';
import { must } from '../must';
import type { Scene } from '../scene';
import { linesOf } from './found';

const DEADLINE_MS = 25_000;

/** Beside the one that the platform has started, with the same environment. */
async function secondPod(scene: Scene): Promise<Program> {
  const { env } = scene.platform.programs.dispatch;
  const [port = 0, opsPort = 0] = await freePorts(2);
  const url = `http://127.0.0.1:${port}`;
  const pod = new Program('dispatch', url, scene.platform.parts, {
    env: { ...env, PORT: String(port), OPS_PORT: String(opsPort), DISPATCH_API_PORT: '0' },
    readyPath: '/health/ready',
    opsUrl: `http://127.0.0.1:${opsPort}`,
  });
  await pod.start();
  return pod;
}

async function laneIs(pod: Program, certificate: number, state: string): Promise<void> {
  const gauge = new RegExp(`lane_state\\{certificate="${certificate}",state="${state}"[^}]*\\} 1`);
  await until(DEADLINE_MS, `the lane is not ${state} in ${pod.opsUrl}`, async () => {
    const response = await fetch(`${pod.opsUrl}/metrics`, { signal: AbortSignal.timeout(5_000) });
    return gauge.test(await response.text()) ? true : undefined;
  });
}

const bothPods: Fault = {
  row: 'P12',
  name: 'two pods of dispatch, and the vendor refuses for a while',
  holds: 'both shut the lane by the word of one, both open it by the word of one, and what waits rings once',
  async run(scene) {
    const pod = await secondPod(scene);
    const pods = [scene.platform.programs.dispatch, pod];
    try {
      const certificateId = await new Desk(scene).create('honor');
      const phone = scene.phone('pods', { vendor: 'honor', certificateId });
      await scene.kills(phone);
      await scene.sandbox.control({ vendor: 'honor', script: { do: 'code', code: '80200001' } });
      const waits = await scene.sends([phone]);
      await Promise.all(pods.map((each) => laneIs(each, certificateId, 'refused')));
      await scene.sandbox.control({ vendor: 'honor', clear: true });
      await scene.mustHaveRung(waits, phone, 45_000);
      await Promise.all(pods.map((each) => laneIs(each, certificateId, 'open')));
    } finally {
      await scene.sandbox.control({ vendor: 'honor', clear: true });
      await pod.stop();
    }
  },
};

const outage: Fault = {
  row: 'operations 2.6',
  name: 'a vendor is away (503) while forty messages wait, then comes back',
  holds: 'the log says once that the breaker opened, with the code, and once that it closed; all ring',
  async run(scene) {
    const certificateId = await new Desk(scene).create('meizu');
    const phones = Array.from({ length: 40 }, () => scene.phone('away', { vendor: 'meizu', certificateId }));
    await scene.kills(...phones);
    await scene.sandbox.control({ vendor: 'meizu', script: { do: 'status', status: 503 } });
    const sent: string[] = [];
    try {
      for (const phone of phones) sent.push(await scene.sends([phone]));
      await laneIs(scene.platform.programs.dispatch, certificateId, 'breaker');
    } finally {
      await scene.sandbox.control({ vendor: 'meizu', clear: true });
    }
    for (const [i, phone] of phones.entries()) await scene.mustHaveRung(sent[i] ?? '', phone, 60_000);
    const [opened, closed] = ['breaker-opened', 'breaker-closed'].map((event) =>
      linesOf(scene, event, certificateId),
    );
    must(/"code":"\w/.test(opened?.[0] ?? ''), `breaker-opened says ${opened?.[0]}`);
    must(closed?.length === 1, `breaker-closed is ${closed?.length} times in the log`);
    must((opened?.length ?? 0) <= 5, `breaker-opened is ${opened?.length} times in the log`);
  },
};

export const PODS: readonly Fault[] = [bothPods, outage];
