// Asks delivery-log over HTTP, one question after the other, as people do, and takes the time of each answer.
import type { Platform } from '@offline-push/platform';
import type { Pick } from './picks';

export interface Asked {
  kind: string;
  ms: number;
  recipients: number;
}

interface Question {
  kind: string;
  path: string;
  body?: object;
  /** What a right answer has in it. */
  has: string;
}

/** A story of a message to many is megabytes: a page asks for its phone in it. */
export const STORIES = ['story', 'story of a device'];
export const DIAGNOSES = ['diagnosis of a message', 'diagnosis of a device', 'diagnosis of a user'];

function questionsOf(pick: Pick): Question[] {
  const { messageId, user, device, push, target, vendorMessage, token } = pick;
  const message = `messages/${messageId}`;
  const of = `user=${user}&device=${device}`;
  const search = (kind: string, body: object, has: string): Question => {
    return { kind: `search by ${kind}`, path: 'stories:search', body, has };
  };
  return [
    { kind: 'story', path: `${message}/story`, has: messageId },
    { kind: 'story of a device', path: `${message}/story?${of}`, has: target },
    { kind: 'diagnosis of a message', path: `${message}/diagnosis`, has: messageId },
    { kind: 'diagnosis of a device', path: `${message}/diagnosis?${of}`, has: device },
    { kind: 'diagnosis of a user', path: `users/${user}/diagnosis`, has: device },
    search('user', { user }, user),
    search('device', { device }, device),
    search('push', { push }, messageId),
    search('target', { target }, target),
    search('vendor message', { vendorMessage }, messageId),
    search('token', { token }, device),
  ];
}

/** Each kind of question for each pick; a pick is asked for once in each kind, so that nothing of it was read before by that kind. */
export async function askAll(platform: Platform, picks: readonly Pick[]): Promise<Asked[]> {
  const asked: Asked[] = [];
  const kinds = questionsOf(picks[0] as Pick).length;
  // Another pick for each kind: what one question reads would be warm for the next.
  for (let i = 0; i < picks.length; i++)
    for (let kind = 0; kind < kinds; kind++) {
      const pick = picks[(i + Math.floor((kind * picks.length) / kinds)) % picks.length] as Pick;
      const question = questionsOf(pick)[kind] as Question;
      asked.push({
        kind: question.kind,
        ms: await ask(platform, pick, question),
        recipients: pick.recipients,
      });
    }
  return asked;
}

async function ask(platform: Platform, { app }: Pick, { path, body, has }: Question): Promise<number> {
  const startedMs = performance.now();
  const response = await fetch(`${platform.programs['delivery-log'].url}/v1/apps/${app}/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${platform.key('admin')}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const ms = performance.now() - startedMs;
  if (!response.ok || !text.includes(`"${has}"`))
    throw new Error(
      `${path} ${JSON.stringify(body ?? {})}: ${response.status} without ${has}: ${text.slice(0, 500)}`,
    );
  return ms;
}
