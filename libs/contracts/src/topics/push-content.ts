// What a push shows and does. It travels once per message, from the IM core to dispatch.
import { type Static, Type } from '@sinclair/typebox';
import { oneOf, text, VendorId } from '../values';

export const Click = Type.Union(
  [
    Type.Object({ action: Type.Literal('open-app') }),
    Type.Object({
      action: Type.Literal('open-url'),
      url: Type.String({
        pattern: '^https?://[^\\s\\x00-\\x1f]{1,1000}$',
        maxLength: 1008,
        description: 'http or https.',
      }),
    }),
    Type.Object({
      action: Type.Literal('open-page'),
      page: Type.String({
        pattern: '^intent:[^\\s\\x00-\\x1f]{1,1000};end$',
        maxLength: 1011,
        description: 'Android intent URI: intent:#Intent;…;end',
      }),
    }),
  ],
  { description: 'What a tap on the notification does. A message may override its certificate.' },
);
export type Click = Static<typeof Click>;

export const PushContent = Type.Object({
  title: Type.Optional(
    text(
      200,
      'Title. Absent: the default title, "a new message". A longer one is cut; vendors cut it to their limit.',
    ),
  ),
  text: Type.Optional(
    text(4000, 'Text. Required for custom messages. A longer one is cut; vendors cut it to their limit.'),
  ),
  ext: Type.Optional(
    text(
      4000,
      'Custom content for the app, passed through untouched; JSON recommended, at most 1 KB advised. A longer one is left out whole: half a JSON text is none.',
    ),
  ),
  click: Type.Optional(Click),
  sound: Type.Optional(
    text(
      200,
      'Sound file of the app, where the vendor has one. Absent or "default": the usual sound. "none": silent, where the vendor can.',
    ),
  ),
  badge: Type.Optional(
    Type.Object({
      set: Type.Optional(
        Type.Integer({ minimum: 0, maximum: 999, description: 'Badge number; wins over add.' }),
      ),
      add: Type.Optional(Type.Integer({ minimum: 1, maximum: 99, description: 'Added to the badge.' })),
    }),
  ),
  class: Type.Optional(oneOf(['chat', 'bulk'], 'Chat never waits behind bulk. Absent: chat.')),
  vendors: Type.Optional(
    Type.Record(VendorId, Type.Record(Type.String(), Type.Unknown()), {
      description:
        "Options of one vendor under the vendor's id, checked by that vendor's schema. They win over the certificate.",
      additionalProperties: false,
      maxProperties: 16,
    }),
  ),
});
export type PushContent = Static<typeof PushContent>;
