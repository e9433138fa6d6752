// Tries a credential by asking for an access token. OPPO tells an unknown AppKey from a wrong MasterSecret (sheet 2 and 4).
import { askOnce, probeOf } from '../shared/access/ask-once';
import { systemMs } from '../shared/http/system-ms';
import type { Connection, Probe } from '../vendor';
import { answerOf } from './answer';
import { askForToken } from './login';
import type { OppoCredential, OppoSettings } from './credential';

interface Wrong {
  readonly field: string;
  readonly says: string;
}

const KEY: Wrong = {
  field: '/appKey',
  says: 'OPPO does not know this AppKey. Is it the AppID, or the AppKey of another vendor?',
};
const SECRET: Wrong = {
  field: '/masterSecret',
  says: 'OPPO knows the AppKey, but this is not its MasterSecret. Is it the AppSecret of the same page? That one is for the client.',
};
const APP: Wrong = {
  field: '',
  says: 'OPPO knows the app, but does not let it push: it is disabled, or pushing was not granted to it.',
};
const WRONG: ReadonlyMap<number, Wrong> = new Map([
  [14, KEY],
  [15, KEY],
  [16, SECRET],
  [17, SECRET],
  [27, APP],
  [28, APP],
  [30, APP],
]);

const CLOCK = 'OPPO refuses the time of this machine: its clock is more than ten minutes off.';
const BUSY = 'OPPO was asked too often; ask again in a minute.';
const UNKNOWN: ReadonlyMap<number, string> = new Map([
  [-2, BUSY],
  [13, BUSY],
  [55, BUSY],
  [18, CLOCK],
  [19, CLOCK],
  [26, 'OPPO does not let this IP address in.'],
]);

export const probe = (
  { credential, endpoints, nowMs = systemMs }: Connection<OppoCredential, OppoSettings>,
  deadlineMs: number,
): Promise<Probe> =>
  askOnce(
    'OPPO',
    endpoints['api'],
    (origin) => askForToken(origin, credential, nowMs(), deadlineMs),
    (answer) => judge(answerOf(answer)?.code),
  );

export const judge = (code: number | undefined): Probe =>
  probeOf('OPPO', code, { wrong: WRONG, unknown: UNKNOWN });
