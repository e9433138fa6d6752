// The HTTP API's answers about certificates: what is saved, and what other services found out. An answer never holds a credential; it
// says that one is set, and since which version.
import { AppId, CertificateId, oneOf, VendorId, titled } from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import { Health, healthOf, type Known } from '../../health/health';
import { Moment, momentOf } from '../../moments';
import { type Certificate, newestOf, type Version } from '../certificate';
import { versionsAt } from '../effective';
import { lostTokens } from '../lost-tokens';
import { AnySettings } from './described';

const VersionAnswer = titled(
  'CertificateVersion',
  Type.Object({
    version: Type.Integer({ minimum: 1, description: 'Counts what was saved.' }),
    ...Moment('effectiveAt', 'From then on this version is used.'),
    settings: AnySettings,
    credential: Type.Object({
      set: Type.Literal(true),
      version: Type.Integer({ minimum: 1, description: 'The version it was last entered with.' }),
      ...Type.Partial(
        Type.Object({
          ...Moment('enteredAt', 'When it was entered.'),
          enteredBy: Type.String({ description: 'Who entered it.' }),
          fingerprint: Type.String({
            description: 'The same digits for the same credential. A keyed hash: of no use outside.',
          }),
        }),
      ).properties,
    }),
  }),
);

const Expiry = titled(
  'CertificateExpiry',
  Type.Object(
    {
      what: Type.String({ description: 'What ends: "p12", "p8", "service-account", "secret".' }),
      says: Type.Optional(Type.String({ description: 'Why no end is known.' })),
    },
    { description: 'What the credential that was saved last is, for its end.' },
  ),
);

export const CertificateAnswer = titled(
  'Certificate',
  Type.Object({
    id: CertificateId,
    app: AppId,
    vendor: VendorId,
    name: Type.String({ description: 'For people.' }),
    state: oneOf(
      ['enabled', 'disabled', 'deleted'],
      'A disabled certificate reaches nobody. A deleted one neither; it can be restored under its id.',
    ),
    ...Moment('changedAt', 'The last change.'),
    ...Type.Partial(
      Type.Object({
        ...Moment('deletedAt', 'When it was deleted.'),
        ...Moment(
          'resumedAt',
          'When somebody last asked to try its credential again: by saving, enabling, a good probe or `resume`.',
        ),
      }),
    ).properties,
    version: Type.Integer({ minimum: 1, description: 'The version that was saved last.' }),
    ...Moment('effectiveAt', 'When the version that was saved last is or was used first.'),
    current: Type.Union([VersionAnswer, Type.Null()], {
      description: 'The version in force. Null: the first one still waits.',
    }),
    next: Type.Union([VersionAnswer, Type.Null()], { description: 'The version that waits for its time.' }),
    health: Health,
    bindings: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], {
      description: 'How many bindings of devices name it. Null: none was counted yet.',
    }),
    expiresAtMs: Type.Union(
      [Moment('expiresAt', 'When the credential that was saved last ends.').expiresAtMs, Type.Null()],
      {
        description:
          'When the credential that was saved last ends. Null: no end is known; `expiry.says` why.',
      },
    ),
    expiresAt: Type.Union([Moment('expiresAt', 'When it ends.').expiresAt, Type.Null()]),
    expiry: Expiry,
    warning: Type.Optional(
      Type.String({
        description:
          'What the version that was saved last does to tokens that devices have reported, if it does.',
      }),
    ),
    receiptPath: Type.Optional(
      Type.String({
        description:
          'Path on dispatch for the callbacks of the vendor, if it has some. A secret: only operators see it, and only with one certificate.',
      }),
    ),
  }),
);
export type CertificateAnswer = Static<typeof CertificateAnswer>;

export const CertificateList = titled(
  'CertificateList',
  Type.Object({
    certificates: Type.Array(CertificateAnswer),
    effectiveAfterMs: Type.Integer({ minimum: 0, description: 'How long a saved version waits.' }),
    next: Type.Optional(Type.String({ description: 'Path of the next page. Absent: this is the last.' })),
  }),
);

export type CertificateList = Static<typeof CertificateList>;

export function answerOf(certificate: Certificate, known: Known, nowMs: number): CertificateAnswer {
  const { id, app, vendor, name, state, changedAtMs, deletedAtMs, resumedAtMs } = certificate;
  const newest = newestOf(certificate);
  const { current, next } = versionsAt(certificate, nowMs);
  const warning = lostTokens(certificate, known.bindings);
  return {
    id,
    app,
    vendor,
    name,
    state: deletedAtMs === null ? state : 'deleted',
    ...momentOf('changedAt', changedAtMs),
    ...(deletedAtMs !== null && momentOf('deletedAt', deletedAtMs)),
    ...(resumedAtMs !== null && momentOf('resumedAt', resumedAtMs)),
    version: newest.version,
    ...momentOf('effectiveAt', newest.effectiveAtMs),
    current: current === undefined ? null : versionAnswerOf(current),
    next: next === undefined ? null : versionAnswerOf(next),
    health: healthOf(known.judged, current?.version),
    bindings: known.bindings ?? null,
    ...expiryOf(newest.ends),
    ...(warning !== undefined && { warning }),
  };
}

export function expiryOf(
  ends: Version['ends'],
): Pick<CertificateAnswer, 'expiresAtMs' | 'expiresAt' | 'expiry'> {
  const { what, expiresAtMs, says } = ends ?? NOT_LOOKED_AT;
  const expiry = { what, ...(says !== undefined && { says }) };
  if (expiresAtMs === undefined) return { expiresAtMs: null, expiresAt: null, expiry };
  return { ...momentOf('expiresAt', expiresAtMs), expiry };
}

const NOT_LOOKED_AT = {
  what: 'unknown',
  expiresAtMs: undefined,
  says: 'Nobody could look into the credential yet.',
};

const versionAnswerOf = ({ version, effectiveAtMs, settings, credentialVersion, entered }: Version) => ({
  version,
  ...momentOf('effectiveAt', effectiveAtMs),
  settings,
  credential: { set: true as const, version: credentialVersion, ...enteredOf(entered) },
});

const enteredOf = (entered: Version['entered']) =>
  entered === null
    ? {}
    : { ...momentOf('enteredAt', entered.atMs), enteredBy: entered.by, fingerprint: entered.fingerprint };
