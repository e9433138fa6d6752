// Tries a credential by asking for an access token. vivo's answer says which of the three values is wrong (sheet 2 and 4).
import { askOnce, probeOf } from '../shared/access/ask-once';
import { systemMs } from '../shared/http/system-ms';
import type { Connection, Probe } from '../vendor';
import { answerOf } from './answer';
import { askForToken } from './login';
import type { VivoCredential, VivoSettings } from './credential';

const WRONG: ReadonlyMap<number, { field: string; says: string }> = new Map([
  [10205, { field: '/appId', says: 'vivo does not know this AppID.' }],
  [10200, { field: '/appId', says: 'vivo read no AppID.' }],
  [
    10202,
    {
      field: '/appKey',
      says: 'This AppKey is not that of the AppID. Is it the AppSecret, which looks alike?',
    },
  ],
  [10201, { field: '/appKey', says: 'vivo read no AppKey.' }],
  [
    10206,
    {
      field: '/appSecret',
      says: 'AppID and AppKey are known, but this AppSecret is not theirs. Is it the AppKey once more, or that of another app?',
    },
  ],
]);

const UNKNOWN: ReadonlyMap<number, string> = new Map([
  [10093, 'vivo was asked for access tokens too often; ask again in a second.'],
  [10207, 'vivo refuses the time of this machine: its clock is more than ten minutes off.'],
]);

export const probe = (
  { credential, settings, endpoints, nowMs = systemMs }: Connection<VivoCredential, VivoSettings>,
  deadlineMs: number,
): Promise<Probe> =>
  askOnce(
    'vivo',
    endpoints['api'],
    (origin) => askForToken(origin, { appId: settings.appId, ...credential }, nowMs(), deadlineMs),
    (answer) => judge(answerOf(answer)?.code),
  );

export const judge = (code: number | undefined): Probe =>
  probeOf('vivo', code, { wrong: WRONG, unknown: UNKNOWN });
