// Takes from a message what its push shows, with the fields in one fixed order, so that the hash depends on the content alone.
import type { MessageSent } from './topics/message-sent.topic';
import type { Click, PushContent } from './topics/push-content';

export function contentOf(message: MessageSent): PushContent {
  const push = message.push;
  const content: PushContent = {};
  if (push === undefined) return content;
  if (push.title !== undefined) content.title = push.title;
  if (push.text !== undefined) content.text = push.text;
  if (push.ext !== undefined) content.ext = push.ext;
  if (push.click !== undefined) content.click = clickOf(push.click);
  if (push.sound !== undefined) content.sound = push.sound;
  if (push.badge !== undefined) content.badge = badgeOf(push.badge);
  if (push.class !== undefined) content.class = push.class;
  if (push.vendors !== undefined) content.vendors = sorted(push.vendors);
  return content;
}

function clickOf(click: Click): Click {
  switch (click.action) {
    case 'open-app':
      return { action: click.action };
    case 'open-url':
      return { action: click.action, url: click.url };
    case 'open-page':
      return { action: click.action, page: click.page };
    default:
      return click satisfies never;
  }
}

const badgeOf = ({ set, add }: NonNullable<PushContent['badge']>): NonNullable<PushContent['badge']> => ({
  ...(set !== undefined && { set }),
  ...(add !== undefined && { add }),
});

/**
 * Sorts the keys of vendor options and drops nulls, which count as absent fields everywhere in a message. The rest is left to the vendor.
 * The contract bounds the nesting (32).
 */
function sorted<T>(value: T): T {
  if (Array.isArray(value)) return value.map(sorted) as T;
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value)
    .filter((key) => value[key as keyof T] !== null)
    .sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key as keyof T])])) as T;
}
