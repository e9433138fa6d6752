// Apps whose vendor demands a template, and messages that may not go out as chats.
import { newFakes } from '@offline-push/vendor-fakes';
import { Desk } from '../certificates/desk';
import type { Fault } from '../fault';
import { must } from '../must';
import { outcomeOf } from '../lanes/found';
import type { Scene } from '../scene';

/** Each vendor's own template, in the form of its certificate. */
const TEMPLATE = {
  xiaomi: { id: 'P77', parameters: { 昵称: 'title', said: { from: 'text', maxLength: 12 } } },
  oppo: { id: 'T77', titleParameters: { 昵称: 'title' }, contentParameters: { said: 'text' } },
};
const DECLARED = {
  xiaomi: { P77: ['昵称', 'said'] },
  oppo: { T77: { title: ['昵称'], content: ['said'] } },
};
type Demanding = keyof typeof TEMPLATE;

/** An app of its own at this vendor, and a certificate for it. */
async function appThat(scene: Scene, vendor: Demanding, tenant: object, settings: object): Promise<number> {
  const sample = newFakes().find((fake) => fake.vendor === vendor)?.sample;
  const secret = scene.fresh('secret-that-opens-nothing-of');
  const credential =
    vendor === 'xiaomi' ? { appSecret: secret } : { appKey: scene.fresh('appKey'), masterSecret: secret };
  await scene.sandbox.admit(vendor, { ...sample?.tenant, ...tenant, ...credential });
  return new Desk(scene).create(vendor, { settings: { ...sample?.settings, ...settings }, credential });
}

const demanded = (vendor: Demanding): Fault => ({
  row: 'vendors 3.1',
  name: `an app of which ${vendor} demands a template, and its certificate has one`,
  holds:
    'its variables are filled from title and text, the phone rings once, and the form takes no template without a mapping',
  short: true,
  async run(scene) {
    const rules = { needsTemplate: true, templates: DECLARED[vendor] };
    const certificateId = await appThat(scene, vendor, rules, { template: TEMPLATE[vendor] });
    const phone = scene.phone('templated', { vendor, certificateId });
    await scene.kills(phone);
    await scene.mustRing(phone);
    const desk = new Desk(scene);
    const { settings } = desk.formOf(vendor);
    const body = { name: 'without a mapping', settings: { ...settings, template: { id: 'P77' } } };
    const { status, text } = await desk.change('PUT', certificateId, '', body);
    must(status === 422 || status === 400, `a template without its mapping was answered with ${status}`);
    must(/template/.test(text), `the refusal names no template: ${text}`);
  },
});

const withoutTemplate: Fault = {
  row: 'vendors 3.1',
  name: 'an app of which OPPO demands a template, and its certificate has none',
  holds: 'the push is not called accepted, and the words say what to enter',
  async run(scene) {
    const certificateId = await appThat(scene, 'oppo', { needsTemplate: true }, { template: undefined });
    const phone = scene.phone('untemplated', { vendor: 'oppo', certificateId });
    await scene.kills(phone);
    const outcome = await outcomeOf(scene, await scene.sends([phone], { lifetimeSeconds: 4 }));
    must(outcome.state !== 'accepted' && outcome.code === '54', JSON.stringify(outcome));
  },
};

const bulkWithoutChannel: Fault = {
  row: 'vendors 3.3',
  name: 'a message of class bulk, and the Xiaomi certificate has no channel for those',
  holds: 'it is refused in words before any call, and a chat rings',
  async run(scene) {
    const certificateId = await appThat(scene, 'xiaomi', {}, { bulkChannelId: undefined });
    const phone = scene.phone('bulk', { certificateId });
    await scene.kills(phone);
    const messageId = await scene.sends([phone], { push: { text: 'sale', class: 'bulk' } });
    const outcome = await outcomeOf(scene, messageId);
    must(
      outcome.state === 'refused' && outcome.code === 'bulk-channel-missing',
      `bulk ended as ${JSON.stringify(outcome)}`,
    );
    must((await scene.callsTo(phone)) === 0, 'bulk was called');
    await scene.mustRing(phone);
  },
};

export const TEMPLATES: readonly Fault[] = [
  demanded('xiaomi'),
  demanded('oppo'),
  withoutTemplate,
  bulkWithoutChannel,
];
