// What a phone of the sandbox is: its app, its login, its network, and what its screen shows. Schemas of what the API answers.
import { AppId, CertificateId, DeviceId, oneOf, PLATFORMS, SessionId, text, UserId, VendorId } from '@offline-push/contracts'; // prettier-ignore
import { type Static, Type } from '@sinclair/typebox';

const PROCESSES = ['foreground', 'background', 'killed'] as const;
const LINKS = ['connected', 'disconnected', 'never'] as const;

const atMs = (description: string) => Type.Integer({ description: `${description} In ms since 1970.` });

/** The request that the vendor took, as it came, without its secret. */
export const RawRequest = Type.Object(
  {
    method: Type.String(),
    path: Type.String(),
    headers: Type.Record(Type.String(), Type.String(), { description: 'Secrets are masked.' }),
    body: Type.String({ description: 'Text as it came, cut after 16 kB; what is no text in base64.' }),
  },
  { title: 'RawRequest' },
);
export type RawRequest = Static<typeof RawRequest>;

export const PhoneNotification = Type.Object(
  {
    id: Type.String({ description: 'For click and swipe.' }),
    title: Type.String({ description: "As the vendor shows it: the vendor's cut." }),
    text: Type.String(),
    channel: Type.Optional(Type.String()),
    badge: Type.Optional(
      Type.String({ description: 'A number, or "+" and what is added to the one that is there.' }),
    ),
    opens: Type.String({ description: 'What a click opens.' }),
    ext: Type.Optional(Type.String()),
    notifyId: Type.String({ description: 'Of the vendor: the same again takes the place of this.' }),
    rings: Type.Integer({ description: 'How often it alerted.' }),
    suppressed: Type.Integer({ description: 'Copies that the phone kept to itself.' }),
    acceptedAtMs: atMs('When the vendor took it.'),
    shownAtMs: Type.Optional(atMs('When the phone showed it.')),
    expiresAtMs: Type.Optional(atMs('When the vendor gives it up, if the phone cannot be reached.')),
    messageId: Type.Optional(Type.String({ description: 'Whose push it is, as far as topics told.' })),
    sentAtMs: Type.Optional(atMs('When that message was sent.')),
    eventToPhoneMs: Type.Optional(Type.Integer({ description: 'From the message to the screen, in ms.' })),
    raw: RawRequest,
  },
  { title: 'PhoneNotification' },
);
export type PhoneNotification = Static<typeof PhoneNotification>;

export const InAppMessage = Type.Object(
  {
    messageId: Type.String(),
    sender: Type.Optional(Type.String()),
    text: Type.String(),
    atMs: atMs('When it reached the app.'),
    via: oneOf(['link', 'fetched'], 'link: over the open connection. fetched: when the app came back.'),
  },
  { title: 'InAppMessage' },
);
export type InAppMessage = Static<typeof InAppMessage>;

export const Phone = Type.Object(
  {
    id: Type.String(),
    name: Type.String({ description: 'Brand and model.' }),
    vendor: VendorId,
    certificateId: CertificateId,
    app: AppId,
    user: UserId,
    device: DeviceId,
    session: SessionId,
    platform: oneOf(PLATFORMS, 'What it runs on.'),
    token: Type.String({ description: 'Shortened: the first and the last four characters.' }),
    process: oneOf(PROCESSES, 'The app.'),
    isLoggedIn: Type.Boolean({ description: 'As the phone sees it.' }),
    hasNetwork: Type.Boolean(),
    allowsNotifications: Type.Boolean(),
    gatewaySaid: oneOf(LINKS, 'What the gateway said last of its link.'),
    unsaid: Type.Array(Type.String(), {
      description: 'What happened and nobody was told yet, because there is no network.',
    }),
    badge: Type.Integer({ description: "At the app's icon." }),
    tray: Type.Array(PhoneNotification, { description: 'What the screen shows, newest first.' }),
    held: Type.Array(PhoneNotification, {
      description: 'What the vendor holds until the phone has network again.',
    }),
    inbox: Type.Array(InAppMessage, { description: 'What the app itself got, newest first.' }),
  },
  { title: 'Phone' },
);
export type PhoneAnswer = Static<typeof Phone>;

export const NewPhone = Type.Object(
  {
    vendor: VendorId,
    user: UserId,
    app: AppId,
    certificateId: CertificateId,
    name: Type.Optional(text(60, 'Brand and model. Absent: one of the vendor.')),
    device: Type.Optional(DeviceId),
    begins: Type.Optional(
      oneOf(['foreground', 'background', 'killed', 'logged-out'], 'How it is at first. Absent: foreground.'),
    ),
  },
  { additionalProperties: false, title: 'NewPhone' },
);
export type NewPhone = Static<typeof NewPhone>;

export const ACTIONS = [
  'open',
  'background',
  'kill',
  'network-off',
  'network-on',
  'notifications-off',
  'notifications-on',
  'log-in',
  'log-out',
  'second-login',
  'reinstall',
  'refresh-token',
  'skip-ahead',
  'click',
  'swipe',
] as const;
export type ActionName = (typeof ACTIONS)[number];

export const PhoneAction = Type.Object(
  {
    do: oneOf(
      ACTIONS,
      'open, background, kill: the app. network-off publishes nothing, nor does kill or log-out without network. second-login: the user logs in elsewhere, ' +
        'and this phone is kicked. reinstall: a new token; the old one is dead. skip-ahead: the gateway notices at once that nothing comes ' +
        'any more (SANDBOX_SKIP_AHEAD). click and swipe: a notification.',
    ),
    notification: Type.Optional(text(64, 'Of click and swipe. Absent: the newest.')),
    user: Type.Optional({ ...UserId, description: 'Of log-in: who. Absent: the user as before.' }),
  },
  { additionalProperties: false, title: 'PhoneAction' },
);
export type PhoneAction = Static<typeof PhoneAction>;
