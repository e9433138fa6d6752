// A message's options for Xiaomi, which win over the certificate.
import type { PushContent } from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import { orEmpty, problemOf } from '../shared/content/options';
import type { Said } from '../shared/text/said';
import { VARIABLE } from '../shared/content/template';
import { ChannelId, MAX_VARIABLES, TemplateId, type XiaomiSettings } from './credential';

/** Xiaomi's rule for a template's variable: 1 to 128 characters, not only blanks, no emoji, no unassigned code points. */
const TemplateValue = Type.RegExp(/^(?=[\s\S]*\S)[^\p{So}\p{Cn}\p{Cs}]{1,128}$/u, {
  description: '1 to 128 characters, not only blanks, no emoji.',
});

export const XiaomiOptions = Type.Object(
  {
    channelId: orEmpty(ChannelId),
    templateId: orEmpty(TemplateId),
    templateParam: orEmpty(
      Type.Record(Type.String({ pattern: VARIABLE }), TemplateValue, {
        maxProperties: MAX_VARIABLES,
        additionalProperties: false,
        description:
          'Variable → text. Of the template of the certificate those that differ from its mapping; of another template all, at most nine, {} if it has none.',
      }),
    ),
    notifyForeground: orEmpty(
      Type.Boolean({
        description: 'false: no notification while the app is in the foreground. Absent: Xiaomi shows it.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type XiaomiOptions = Said<Static<typeof XiaomiOptions>>;

export const optionsProblem = problemOf('xiaomi', XiaomiOptions);

/** The channel of one message. A channel that only the message names is known neither as private nor as public. */
export type Way =
  | { readonly ok: true; readonly channelId: string; readonly isPrivate: boolean; readonly isPublic: boolean }
  | { readonly ok: false; readonly code: string; readonly detail: string };

const NO_BULK_CHANNEL =
  'messages of class bulk need a public channel: enter bulkChannelId in the certificate; in the private one they break the rules of Xiaomi';
const CHAT_CHANNEL =
  "push.vendors.xiaomi/channelId: is the certificate's channel for chats, and the message is of class bulk";

/** The message's own channel, else the certificate's for its class. Bulk never uses the chats' channel. */
export function wayOf(settings: XiaomiSettings, options: XiaomiOptions, priority: PushContent['class']): Way {
  const isBulk = priority === 'bulk';
  const channelId = options.channelId ?? (isBulk ? settings.bulkChannelId : settings.channelId);
  const isPrivate = channelId === settings.channelId;
  if (isBulk && (channelId === undefined || isPrivate)) {
    return options.channelId === undefined
      ? { ok: false, code: 'bulk-channel-missing', detail: NO_BULK_CHANNEL }
      : { ok: false, code: 'bad-options', detail: CHAT_CHANNEL };
  }
  return {
    ok: true,
    channelId: channelId ?? settings.channelId,
    isPrivate,
    isPublic: isBulk || channelId === settings.bulkChannelId,
  };
}
