// Web Push: what every vendor does.
import { conforms } from '../conformance';
import { newFake } from './fake';
import { sample, tokenFor } from './sample';
import { webPush } from '@offline-push/vendors/web-push/index';

const { endpoint, keys } = JSON.parse(tokenFor('ok-keys')) as {
  endpoint: string;
  keys: { p256dh: string; auth: string };
};
const at = (url: string) => JSON.stringify({ endpoint: url, keys });
const withKeys = (other: Partial<typeof keys>) => JSON.stringify({ endpoint, keys: { ...keys, ...other } });

conforms({
  vendor: webPush,
  newFake,
  tenant: sample.tenant,
  credential: sample.credential,
  wrongCredential: sample.wrongCredential,
  settings: sample.settings,
  forbiddenTokens: [
    '{}',
    endpoint,
    at('http://push.example.net/wpush/x'),
    ...[
      '127.0.0.1',
      '[::1]',
      '2130706433',
      '0x7f.1',
      '169.254.169.254',
      'localhost',
      'db.internal',
      'a.local',
      'intranet',
    ].map((host) => at(`https://${host}/wpush/x`)),
    at('https://user:secret@push.example.net/x'),
    at(`https://push.example.net/${'x'.repeat(1_000)}`),
    withKeys({ p256dh: keys.p256dh.slice(0, 40) }),
    withKeys({ p256dh: Buffer.alloc(65, 4).toString('base64url') }),
    withKeys({ auth: 'AAAA' }),
  ],
  ...(sample.tokenFor && { tokenFor: sample.tokenFor }),
  alsoWritten: (token) => {
    const { endpoint: url, keys: its } = JSON.parse(token) as { endpoint: string; keys: object };
    return [
      at(url),
      at(`${url}#`),
      at(url.replace('.net/', '.NET:443/')),
      JSON.stringify({ keys: its, expirationTime: 4_000_000_000_000, endpoint: url }),
    ];
  },
  features: { tokensPerCall: 1, showsOnce: false, saysYesWithoutWords: true },
  isChat: (wire) => wire.includes('"urgency":"high"'),
  isSilent: (wire) => wire.includes('"silent":true'),
});
