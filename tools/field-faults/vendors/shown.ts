// What a phone shows of words that are hard to cut.
import { until } from '@offline-push/parts';
import type { Fault } from '../fault';
import { must } from '../must';

const FAMILY = '👨‍👩‍👧‍👦';
const EVERY = ['xiaomi', 'huawei', 'honor', 'oppo', 'vivo', 'meizu', 'fcm', 'apns'];
const MARKS = /[\u202a-\u202e\u2066-\u2069]/;

const families: Fault = {
  row: 'FF 1.17, behaviour 3.16',
  name: 'a text of 300 families behind a name that leaves a direction open, to every vendor',
  holds: 'each phone shows whole families only, and no direction mark without its end',
  async run(scene) {
    const phones = EVERY.map((vendor) => scene.phone(`family-${vendor}`, { vendor }));
    await scene.kills(...phones);
    for (const phone of phones) {
      const title = `\u2067${scene.fresh('family')}`;
      const messageId = await scene.sends([phone], { push: { title, text: FAMILY.repeat(300) } });
      const fate = await scene.fate(messageId, phone);
      must(fate === 'accepted', `${phone.vendor} ended as ${fate}`);
      const shown = await until(5_000, `nothing is shown by ${phone.vendor}`, async () =>
        (await scene.sandbox.shownOn(phone.vendor, phone.token)).find((one) => one.title === title.slice(1)),
      );
      const rest = shown.text.replaceAll(FAMILY, '').replace(/\.{3}$/, '');
      must(rest === '' && shown.text.startsWith(FAMILY), `${phone.vendor} shows ${JSON.stringify(rest)}`);
      must(!MARKS.test(shown.title + shown.text), `${phone.vendor} shows an open direction`);
    }
  },
};

export const SHOWN: readonly Fault[] = [families];
