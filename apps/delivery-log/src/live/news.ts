// What changed, for those who watch: a device of a message, or a lane, each as it is now. So news that comes twice changes nothing. Pure.
import type {
  CertificateChanged,
  CertificateJudged,
  LaneChanged,
  PushAttempted,
} from '@offline-push/contracts';
import { boxesOf, type Boxed } from '../ledger/boxes';
import { type Step, stepsOf } from '../story/steps';
import type { Device, Person, Story } from '../story/story';

interface StoryNews extends Boxed {
  messageId: string;
  user: string;
  /** Absent: a recipient without a device. */
  device?: string | undefined;
  /** The last step: where on the way, what came of it, and when. */
  stage?: Step['stage'] | undefined;
  result?: string | undefined;
  atMs?: number | undefined;
  vendor?: string | undefined;
  certificateId?: number | undefined;
  attempt?: number | undefined;
  code?: string | undefined;
  nextAtMs?: number | undefined;
}

export interface LaneNews {
  certificateId: number;
  vendor: string;
  /** Whose word it is: of the last vendor call, of the credential's judge, of the certificate itself, of whoever paused the lane. */
  by: 'call' | 'credential' | 'certificate' | 'person';
  state:
    | PushAttempted['lane']['state']
    | CertificateJudged['state']
    | CertificateChanged['state']
    | 'resumed';
  atMs: number;
  untilMs?: number | undefined;
  code?: string | undefined;
  says?: string | undefined;
}

export type News = { is: 'story'; story: StoryNews } | { is: 'lane'; lane: LaneNews };

/** One of a row: a portion of what one transaction changed. */
const MOST_OF_A_ROW = 100;

/** `told` was merged into `story`: of whom it tells, is new. */
export function newsOf({ story, told }: { story: Story; told: Story }): News[] {
  return [...told.people].flatMap(([user, { devices: toldOf }]) => {
    const person = story.people.get(user);
    if (person === undefined) return [];
    if (person.devices.size === 0) return [storyNews(story, user, person)];
    // What is told of a person is told of all their devices.
    const ids = toldOf.size > 0 ? [...toldOf.keys()] : [...person.devices.keys()];
    return ids.map((id) => storyNews(story, user, person, id, person.devices.get(id)));
  });
}

function storyNews(story: Story, user: string, person: Person, id?: string, device?: Device): News {
  const last = stepsOf(story, person, device).at(-1);
  const [boxed] = boxesOf(device === undefined ? person : { devices: new Map([['', device]]) });
  return {
    is: 'story',
    story: {
      ...{ messageId: story.messageId, user, device: id, box: 'at-gate', reason: '', ...boxed },
      ...{ stage: last?.stage, result: last?.result, atMs: last?.atMs },
      ...{ vendor: last?.vendor, certificateId: last?.certificateId, attempt: last?.attempt },
      ...{ code: last?.code, nextAtMs: last?.nextAtMs },
    },
  };
}

export const ofCall = ({ certificateId, vendor, atMs, tookMs, lane, results }: PushAttempted): LaneNews => {
  const why = lane.state === 'open' ? undefined : results.find(({ verdict }) => verdict !== 'accepted');
  return {
    ...{ certificateId, vendor, by: 'call', state: lane.state, atMs: atMs + tookMs },
    ...{ untilMs: lane.untilMs, code: why?.code, says: why?.says },
  };
};

export const ofJudgement = (judged: CertificateJudged): LaneNews => ({
  ...{ certificateId: judged.certificateId, vendor: judged.vendor, by: 'credential', state: judged.state },
  ...{ atMs: judged.judgedAtMs, code: judged.code, says: judged.says },
});

export const ofCertificate = (changed: CertificateChanged): LaneNews => ({
  ...{ certificateId: changed.certificateId, vendor: changed.vendor, by: 'certificate' },
  ...{ state: changed.state, atMs: changed.changedAtMs },
});

export const ofPerson = ({ certificateId, vendor, change: state, atMs, because }: LaneChanged): LaneNews => ({
  ...{ certificateId, vendor, by: 'person', state, atMs },
  ...(state === 'paused' && { code: 'lane-paused', says: because }),
});

/** Without those of a user that are of before an erasure. */
export const withoutUser = (news: readonly News[], user: string, untilMs: number): News[] =>
  news.filter(
    (one) => one.is === 'lane' || one.story.user !== user || (one.story.atMs ?? -Infinity) > untilMs,
  );

/** As texts of rows. */
export function rowsOf(news: readonly News[]): string[] {
  const rows: string[] = [];
  for (let i = 0; i < news.length; i += MOST_OF_A_ROW)
    rows.push(JSON.stringify(news.slice(i, i + MOST_OF_A_ROW)));
  return rows;
}

/** What a watcher wants to see. */
export interface Wanted {
  message?: string | undefined;
  user?: string | undefined;
  device?: string | undefined;
  stories?: boolean | undefined;
  lanes?: boolean | undefined;
}

/** Whoever asks for a message, a user or a device gets no lanes, unless they say so. */
export function isWanted(news: News, { message, user, device, stories = true, lanes }: Wanted): boolean {
  const isNarrow = message !== undefined || user !== undefined || device !== undefined;
  if (news.is === 'lane') return lanes ?? !isNarrow;
  const { story } = news;
  return (
    stories &&
    (message === undefined || story.messageId === message) &&
    (user === undefined || story.user === user) &&
    (device === undefined || story.device === device)
  );
}
