// The short words of `npm run send`: for the topics that other systems write, and for the fields that everybody sets. Pure.
import { WrongUsage } from '@offline-push/arguments';
import { type Topic, TOPICS } from '@offline-push/contracts';
import { VENDORS } from '@offline-push/vendors/send';
import { type Field, fieldsOf } from './fields';

const SHORT_NAMES: Record<string, string> = {
  message: 'message.sent.v1',
  session: 'session.changed.v1',
  binding: 'binding.reported.v1',
};

/** Short flag → field, by topic. */
const SHORT_FLAGS: Record<string, Record<string, string>> = {
  'message.sent.v1': {
    to: 'recipients',
    from: 'sender',
    id: 'messageId',
    lifetime: 'lifetimeSeconds',
    text: 'push.text',
    title: 'push.title',
    ext: 'push.ext',
    click: 'push.click',
    sound: 'push.sound',
    badge: 'push.badge',
    class: 'push.class',
    vendors: 'push.vendors',
  },
  'binding.reported.v1': { certificate: 'binding.certificateId', token: 'binding.token' },
};

export const topicOf = (name: string): Topic => {
  const topic = TOPICS.find((one) => one.name === (SHORT_NAMES[name] ?? name));
  if (topic === undefined) throw new WrongUsage(`unknown event "${name}". One of: ${namesOfEvents()}`);
  return topic;
};

const namesOfEvents = (): string =>
  [...Object.keys(SHORT_NAMES), ...TOPICS.map((topic) => topic.name)].join(', ');

/** The topic as a user writes it: its short name, if it has one. */
export const shortNameOf = ({ name }: Pick<Topic, 'name'>): string =>
  Object.entries(SHORT_NAMES).find(([, topic]) => topic === name)?.[0] ?? name;

/** Flag → the field that it sets: by the field's own path, and by its short word. */
export function fieldsByFlag(topic: Topic): Map<string, Field> {
  const fields = [...fieldsOf(topic.schema), ...(isMessage(topic) ? vendorFields() : [])];
  const byFlag = new Map(fields.map((field) => [field.path, field]));
  for (const [flag, path] of Object.entries(SHORT_FLAGS[topic.name] ?? {})) {
    const field = byFlag.get(path);
    if (field !== undefined) byFlag.set(flag, field);
  }
  return byFlag;
}

/** The shortest flag of a field. */
export const flagOf = (topic: Topic, path: string): string =>
  Object.entries(SHORT_FLAGS[topic.name] ?? {}).find(([, field]) => field === path)?.[0] ?? path;

export const isMessage = ({ name }: Pick<Topic, 'name'>): boolean => name === 'message.sent.v1';

/** What a message may say to one vendor, in the vendor's own fields. */
export const vendorFields = (): Field[] =>
  VENDORS.flatMap(({ id, options }) => fieldsOf(options, `push.vendors.${id}.`, false));
