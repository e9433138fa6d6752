// What an id may be: stories that were found by it → the things that it names, each once. Pure.
import { isMeant, type Wanted } from '../story/search';
import type { Story } from '../story/story';

export const KINDS = ['message', 'user', 'device', 'push', 'target', 'vendorMessage', 'token'] as const;
export type Kind = (typeof KINDS)[number];

export interface Hit {
  kind: Kind;
  messageId?: string | undefined;
  user?: string | undefined;
  device?: string | undefined;
  /** When its message was sent. */
  sentAtMs?: number | undefined;
}

const DIGEST = /^[A-Za-z0-9_-]{22}$/;
const TOKEN = /^[\x21-\x7e]{1,4096}$/;
const MOST_OF_ID = 200;

/** As what it may be filed. Whoever has a token at hand has it whole. */
export const readingsOf = (id: string): [Kind, Wanted][] => [
  ...(id.length <= MOST_OF_ID
    ? ([
        ['user', { user: id }],
        ['device', { device: id }],
        ['vendorMessage', { vendorMessage: id }],
      ] as [Kind, Wanted][])
    : []),
  ...(DIGEST.test(id)
    ? ([
        ['push', { push: id }],
        ['target', { target: id }],
      ] as [Kind, Wanted][])
    : []),
  ...(TOKEN.test(id) ? ([['token', { token: id }]] as [Kind, Wanted][]) : []),
];

/** Of the stories of one reading, the newest first. Stories that only share its key are left out. */
export function hitsIn(kind: Kind, wanted: Wanted, stories: readonly Story[]): Hit[] {
  const hits = stories.flatMap((story) => meantIn(story, wanted).map((place) => hitOf(kind, story, place)));
  return [...new Map([...hits].reverse().map((hit) => [nameOf(hit), hit])).values()].reverse();
}

interface Place {
  user: string;
  device?: string;
}

function meantIn(story: Story, wanted: Wanted): Place[] {
  const is = isMeant(story, wanted);
  return [...story.people].flatMap(([user, { devices }]): Place[] => {
    const found = [...devices].filter(([id, device]) => is(user, id, device));
    if (found.length > 0) return found.map(([device]) => ({ user, device }));
    return is(user, undefined, undefined) ? [{ user }] : [];
  });
}

/** A user is one thing, whatever their devices; a phone or a token is one, whatever it was sent. */
function hitOf(kind: Kind, { messageId, sentAtMs }: Story, { user, device }: Place): Hit {
  if (kind === 'user') return { kind, user };
  if (kind === 'push') return { kind, messageId, user, sentAtMs };
  return { kind, messageId, user, device, sentAtMs };
}

const nameOf = ({ kind, messageId, user, device }: Hit): string => {
  const isPhone = kind === 'device' || kind === 'token';
  return JSON.stringify([isPhone ? '' : messageId, user, device]);
};
