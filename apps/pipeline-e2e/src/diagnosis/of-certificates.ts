// Checks 10 to 13, broken one by one: the certificate and its credential.
import type { Broken } from './scene';

const UNKNOWN_ID = 987_654;

export const OF_CERTIFICATES: readonly Broken[] = [
  {
    ...{ number: 10, what: 'a report under a certificate id that nobody gave out', word: 'foreign-id' },
    ...{ evidence: /unknown-certificate, decided/, who: 'client' },
    breaks: async (scene, user) => {
      const phone = scene.phone(user);
      await scene.stage.chat.isKilled(phone, UNKNOWN_ID, phone.token);
      await scene.stage.becomes(phone, 'offline');
      await scene.sends(user);
    },
  },
  {
    ...{ number: 10, what: 'an iPhone under a certificate of Xiaomi', word: 'iphone', isNow: true },
    ...{ evidence: /is of xiaomi\. The device is ios/, who: 'client' },
    breaks: (scene, user) => scene.killed(user, { platform: 'ios' }),
  },
  {
    ...{ number: 11, what: 'a certificate that waits for its time', word: 'early' },
    ...{ evidence: /certificate-not-effective, decided/, who: 'operator' },
    breaks: async (scene, user) => {
      await scene.killed(user, {}, await scene.certificate('xiaomi', { isLater: true }));
      await scene.sends(user, { lifetimeSeconds: 120 });
    },
  },
  {
    ...{ number: 12, what: 'a secret that is not the one of the app', word: 'secret' },
    ...{ evidence: /credential-broken at .*: 2\d{4}/, who: 'operator' },
    breaks: async (scene, user) => {
      await scene.killed(user, {}, await scene.certificate('xiaomi', { isWrong: true }));
      await scene.publishes(user);
    },
  },
  {
    ...{ number: 13, what: 'a token of a development build', word: 'development' },
    ...{ evidence: /refused at .*: BadDeviceToken/, who: 'operator' },
    breaks: async (scene, user) => {
      await scene.killed(user, { vendor: 'apns', word: 'sandbox', platform: 'ios' });
      await scene.sends(user);
    },
  },
];
