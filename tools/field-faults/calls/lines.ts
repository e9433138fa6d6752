// What the logs say of messages that did not ring.
import { messageSent } from '@offline-push/contracts';
import { until } from '@offline-push/parts';
import { tokenOf } from '@offline-push/platform';
import type { Fault } from '../fault';
import { must } from '../must';
import type { Scene } from '../scene';

type Service = 'presence' | 'dispatch';

const lineOf = (scene: Scene, service: Service, event: string, word: string): Promise<string> =>
  until(60_000, `no line ${event} of ${service} names ${word}`, () =>
    scene.platform.programs[service].log
      .split('\n')
      .find((line) => line.includes(`"event":"${event}"`) && line.includes(word)),
  );

const lines: Fault = {
  row: '2.6',
  name: 'a call that the vendor throttles, and a message that is cut in the middle',
  holds: 'a line of dispatch and one of presence name the message, and never its text or its token',
  async run(scene) {
    const user = scene.fresh('throttled');
    const phone = scene.phone('throttled', { user, token: tokenOf('xiaomi', `busy-${user}`) });
    await scene.kills(phone);
    const messageId = await scene.sends([phone], { push: { text: 'for nobody else' } });
    const broken = scene.fresh('cut');
    await scene.publishRaw(messageSent, `${scene.stage.tenant.app}/c`, [
      `{"app":"${scene.stage.tenant.app}","messageId":"${broken}","push":{"text":"for nobody el`,
    ]);
    const found = [
      await lineOf(scene, 'dispatch', 'vendor-call-failed', `"${messageId}"`),
      await lineOf(scene, 'presence', 'dead-letter', `"${broken}"`),
    ];
    for (const line of found)
      must(!line.includes('for nobody') && !line.includes(phone.token), `the log says ${line}`);
    await scene.says(phone, 'logged-out');
    await scene.fate(messageId, phone);
  },
};

const outage: Fault = {
  row: '2.6',
  name: 'a vendor answers 503 to eight of forty messages',
  holds: 'dispatch logs three of the calls that failed and a sum of the others; all ring',
  async run(scene) {
    const vendor = 'fcm';
    const phones = Array.from({ length: 40 }, () => scene.phone('outage', { vendor }));
    await Promise.all(phones.map((phone) => scene.kills(phone)));
    await scene.mustRing(phones[0] ?? scene.phone('nobody', { vendor }));
    const linesOf = (event: string): number =>
      scene.platform.programs.dispatch.log.split('\n').filter((line) => line.includes(`"event":"${event}"`))
        .length;
    const before = { one: linesOf('vendor-call-failed'), sum: linesOf('vendor-calls-failed') };
    await scene.sandbox.control({ vendor, script: { do: 'status', status: 503, times: 8 } });
    const sent = await Promise.all(phones.map((phone) => scene.sends([phone])));
    await until(60_000, 'no sum was logged', () =>
      linesOf('vendor-calls-failed') > before.sum ? true : undefined,
    );
    const told = linesOf('vendor-call-failed') - before.one;
    must(told > 0 && told <= 4, `${told} lines for one outage`);
    for (const [i, phone] of phones.entries()) await scene.mustHaveRung(sent[i] ?? '', phone, 60_000);
  },
};

export const LINES: readonly Fault[] = [lines, outage];
