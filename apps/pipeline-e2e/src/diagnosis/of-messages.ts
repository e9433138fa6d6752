// Checks 14 to 20, broken one by one: what the message is, and what it shows.
import { deadLetter } from '@offline-push/contracts';
import { type Broken, messageOf, type Scene } from './scene';

const bytesOf = (base64: string | null): string => Buffer.from(base64 ?? '', 'base64').toString();

/** A killed phone, and this message to it. */
const killedThen =
  (message: Parameters<Scene['sends']>[1], vendor = 'xiaomi'): Broken['breaks'] =>
  async (scene, user) => {
    await scene.killed(user, { vendor, platform: vendor === 'apns' ? 'ios' : 'android' });
    await scene.sends(user, message);
  };

export const OF_MESSAGES: readonly Broken[] = [
  {
    ...{ number: 14, what: 'a message without a life', word: 'lifeless' },
    ...{ evidence: /online-only, decided/, who: 'core' },
    breaks: killedThen({ lifetimeSeconds: 0 }),
  },
  {
    ...{ number: 14, what: 'a message whose sender wants no push', word: 'unpushed' },
    ...{ evidence: /push-disabled, decided/, who: 'core' },
    breaks: killedThen({ push: { text: 'hi', enabled: false } }),
  },
  {
    ...{ number: 15, what: 'another content under the same id', word: 'twice' },
    ...{ evidence: /dead letter of .*: id-conflict/, who: 'core' },
    breaks: async (scene, user) => {
      await scene.killed(user);
      await scene.sends(user);
      await scene.publishes(user, { push: { text: 'something else' } });
      const messageId = messageOf(user);
      await scene.stage.reader.next(
        deadLetter,
        (e) => e.reason === 'id-conflict' && bytesOf(e.value).includes(`"${messageId}"`),
      );
    },
  },
  {
    ...{ number: 16, what: 'a client that wants no push', word: 'muted' },
    ...{ evidence: /push-off, decided/, who: 'nobody' },
    breaks: async (scene, user) => {
      const phone = await scene.killed(user);
      await scene.wantsNoPush(phone);
      await scene.stage.isBound(phone, 'unbound');
      await scene.sends(user);
    },
  },
  {
    ...{ number: 17, what: 'an ext that is no JSON object, to an OPPO phone', word: 'ext' },
    ...{ evidence: /refused at .*: ext-not-json/, who: 'core' },
    breaks: killedThen({ push: { text: 'hi', ext: 'not json' } }, 'oppo'),
  },
  {
    ...{ number: 18, what: 'an ext that leaves no room', word: 'long' },
    ...{ evidence: /refused at .*: ext-too-long/, who: 'core' },
    breaks: killedThen({ push: { text: 'hi', ext: '漢'.repeat(3_000) } }, 'apns'),
  },
  {
    ...{ number: 19, what: 'a channel that the vendor does not know', word: 'channel' },
    ...{ evidence: /refused at .*: 27001/, who: 'operator' },
    breaks: killedThen({ push: { text: 'hi', vendors: { xiaomi: { channelId: 'nowhere' } } } }),
  },
  {
    ...{ number: 20, what: 'a target of a tap that is no URL of the web', word: 'click' },
    ...{ evidence: /push\.click: left out/, who: 'core' },
    breaks: killedThen({ push: { text: 'hi', click: { action: 'open-url', url: 'ftp://x.example' } } }),
  },
];
