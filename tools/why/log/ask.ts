// Asks delivery-log: the story and the diagnosis of a message, or of the last messages of a user or a phone, and how the phones stand now.
import type { LogPlace } from '../../running/where';
import type { Question } from '../question';
import type { Diagnosed, MessageTold, StoryTold, Told } from './told';

/** It answers in a tenth of a second. One that does not is no help: the topics are read instead. */
const DEADLINE_MS = 5_000;
/** Of a user, as many messages as are told. */
const MESSAGES = 5;

/** Why delivery-log has no answer, in words that go on after "delivery-log". */
export class NoAnswer extends Error {}

interface Diagnosis {
  isMore: boolean;
  devices: Diagnosed[];
}

/** @throws NoAnswer */
export async function askLog(place: LogPlace, question: Question): Promise<Told> {
  const log = new Caller(place, question.app ?? place.app);
  const { message, user, device } = question;
  if (message !== undefined) return { messages: [await log.message(message, { user, device })], phones: [] };
  const told = user === undefined ? await log.ofDevice(device ?? '') : await log.ofUser(user, device);
  const isKnown = told.messages.length > 0 || told.phones.some(({ device: of }) => of !== undefined);
  if (!isKnown) throw new NoAnswer(`knows nothing of ${[user, device].filter(Boolean).join(', ')}`);
  return told;
}

type Only = { user: string | undefined; device: string | undefined };

class Caller {
  constructor(
    private readonly place: LogPlace,
    private readonly app: string,
  ) {}

  async message(id: string, only: Only): Promise<MessageTold> {
    const path = `messages/${encodeURIComponent(id)}`;
    const [story, diagnosis] = await Promise.all([
      this.get<StoryTold>(`${path}/story`, only),
      this.get<Diagnosis>(`${path}/diagnosis`, only),
    ]);
    return { story, diagnosed: diagnosis.devices, isMore: diagnosis.isMore };
  }

  async ofUser(user: string, device: string | undefined): Promise<Told> {
    const path = `users/${encodeURIComponent(user)}`;
    const [{ stories }, { devices }] = await Promise.all([
      this.get<{ stories: StoryTold[] }>(`${path}/stories`, { limit: String(MESSAGES) }),
      this.get<Diagnosis>(`${path}/diagnosis`, { device }),
    ]);
    const isOfIt = ({ devices: told }: StoryTold) =>
      device === undefined || told.some((one) => one.device === device);
    return { messages: await this.each(stories.filter(isOfIt), { user, device }), phones: devices };
  }

  /** Whose it is, its messages tell. */
  async ofDevice(device: string): Promise<Told> {
    const path = `devices/${encodeURIComponent(device)}/stories`;
    const { stories } = await this.get<{ stories: StoryTold[] }>(path, { limit: String(MESSAGES) });
    const users = [...new Set(stories.flatMap(({ devices }) => devices.map(({ user }) => user)))];
    const now = users.map((user) =>
      this.get<Diagnosis>(`users/${encodeURIComponent(user)}/diagnosis`, { device }),
    );
    const phones = (await Promise.all(now)).flatMap(({ devices }) => devices);
    return { messages: await this.each(stories, { user: undefined, device }), phones };
  }

  private each(stories: readonly StoryTold[], only: Only): Promise<MessageTold[]> {
    const oldestFirst = [...stories].sort((a, b) => (a.sentAtMs ?? 0) - (b.sentAtMs ?? 0));
    return Promise.all(oldestFirst.map(({ messageId }) => this.message(messageId, only)));
  }

  private async get<T>(path: string, query: Record<string, string | undefined>): Promise<T> {
    const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
    const url = `${this.place.url}/v1/apps/${encodeURIComponent(this.app)}/${path}?${new URLSearchParams(given)}`;
    const answer = await fetch(url, {
      headers: { authorization: `Bearer ${this.place.key}` },
      redirect: 'error',
      signal: AbortSignal.timeout(DEADLINE_MS),
    }).catch((error: unknown) => {
      throw new NoAnswer(`did not answer at ${this.place.url} (${wordsOf(error)})`);
    });
    if (answer.ok) return (await answer.json()) as T;
    throw new NoAnswer(`answered ${answer.status}: ${detailIn(await answer.text())}`);
  }
}

/** Node's fetch says why in the cause of its error. */
function wordsOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: { code?: string } };
  return cause?.code ?? message;
}

function detailIn(body: string): string {
  try {
    const { code, detail } = JSON.parse(body) as { code?: string; detail?: string };
    return [code, detail].filter(Boolean).join('. ') || body.slice(0, 200);
  } catch {
    return body.slice(0, 200);
  }
}
