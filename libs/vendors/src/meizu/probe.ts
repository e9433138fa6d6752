// Tries a credential by a signed query for today's statistics, which tells a wrong AppID from a wrong AppSecret (sheet, 1 and 4.1).
import { dateInChina } from '../shared/content/china-day';
import { askOnce } from '../shared/access/ask-once';
import { systemMs } from '../shared/http/system-ms';
import type { Connection, Probe } from '../vendor';
import { ACCEPTED, answerOf } from './answer';
import { hostOf, PREFIX } from './client';
import { rulingOfAnswer } from './codes';
import type { MeizuCredential, MeizuSettings } from './credential';
import { signedForm } from './sign';

/** The vendor's spelling. */
const PATH = `${PREFIX}/push/statistics/dailyPushStatics`;

export const probe = (
  { credential, settings, endpoints, nowMs = systemMs }: Connection<MeizuCredential, MeizuSettings>,
  deadlineMs: number,
): Promise<Probe> => {
  const today = dateInChina(nowMs());
  const fields = { appId: settings.appId, startTime: today, endTime: today };
  const path = `${PATH}?${signedForm(fields, credential.appSecret)}`;
  const request = { method: 'GET', path, headers: { accept: 'application/json' } } as const;
  return askOnce(
    'Meizu',
    hostOf(settings, endpoints),
    (origin) => origin.exchange(request, deadlineMs),
    (answer) => judge(answerOf(answer)?.code),
  );
};

const FIELD_BY_CODE: Readonly<Record<string, string>> = {
  '1006': '/appSecret',
  '110033': '/appSecret',
  '110001': '/appSecret',
  '110000': '/appId',
  '110031': '/packageName',
};

export function judge(code: string | undefined): Probe {
  if (code === undefined) return unknown('gave no answer that could be read');
  if (code === ACCEPTED) return { result: 'good' };
  const ruling = rulingOfAnswer(code);
  if (ruling.kind !== 'credential-broken') return unknown(`answered with code ${code}`);
  return { result: 'wrong', field: FIELD_BY_CODE[code] ?? '', says: ruling.advice ?? '' };
}

const unknown = (what: string): Probe => ({ result: 'unknown', says: `Meizu ${what}.` });
