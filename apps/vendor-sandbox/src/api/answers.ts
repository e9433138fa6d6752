// Schemas of what the API answers beside phones, and of what it is asked in queries.
import { AppId, oneOf, text, VendorId } from '@offline-push/contracts';
import { WEATHER_KINDS, WeatherWish } from '@offline-push/vendor-fakes';
import { Type } from '@sinclair/typebox';
import { Happening } from '../live/happening';
import { Phone } from '../phones/phone';
import { Published } from '../publishing/published';

export const Weather = Type.Object(
  {
    vendor: VendorId,
    is: oneOf(WEATHER_KINDS, 'How the vendor is.'),
    perSecond: Type.Optional(Type.Number()),
    ms: Type.Optional(Type.Integer()),
    status: Type.Optional(Type.Integer()),
    forSeconds: Type.Optional(Type.Integer()),
    untilMs: Type.Optional(Type.Integer({ description: 'Then it is ok again. In ms since 1970.' })),
  },
  { title: 'Weather' },
);

export const SandboxAnswer = Type.Object(
  {
    hasKafka: Type.Boolean({ description: 'false: vendors work, phones have nobody to talk to.' }),
    isUpToDate: Type.Boolean({ description: 'It hears what the platform says.' }),
    maySkipAhead: Type.Boolean(),
    brokers: Type.Array(Type.String()),
    weather: Type.Array(Weather),
  },
  { title: 'Sandbox' },
);

export const PhoneList = Type.Object({ phones: Type.Array(Phone) }, { title: 'PhoneList' });
export const PhoneDone = Type.Object(
  { phone: Phone, happening: Happening },
  { title: 'PhoneDone', description: 'The phone as it is now, and what was published.' },
);
export const MessageDone = Type.Object(
  { messageId: Type.String(), happening: Happening },
  { title: 'MessageDone' },
);
export const RecordDone = Type.Object({ happening: Happening }, { title: 'RecordDone' });
export const Happenings = Type.Object({ happenings: Type.Array(Happening) }, { title: 'Happenings' });
export const Examples = Type.Object({ published: Type.Array(Published) }, { title: 'Examples' });
export const DemoDone = Type.Object(
  {
    phone: Type.String(),
    messageId: Type.String(),
    eventToPhoneMs: Type.Optional(Type.Integer()),
  },
  { title: 'DemoDone' },
);
export const Nothing = Type.Object({}, { title: 'Nothing' });

export const HappeningsQuery = Type.Object(
  { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 300, description: 'Absent: 100.' })) },
  { additionalProperties: false },
);
export const PhonesQuery = Type.Object(
  { app: Type.Optional({ ...AppId, description: 'Only phones of this app.' }) },
  { additionalProperties: false },
);
export const LiveQuery = Type.Object(
  {
    app: Type.Optional({ ...AppId, description: 'Taken and not heeded: the sandbox has one stream.' }),
    lastEventId: Type.Optional(
      text(100, 'For clients that cannot set the header Last-Event-ID, which goes before it.'),
    ),
  },
  // Who merges several streams asks all of them the same.
  { additionalProperties: true },
);
export { WeatherWish };
