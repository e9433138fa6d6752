// The HTTP API's bodies about bindings. Answers hold the end of a token: enough to compare with a phone, too little to push with.
import {
  AppId,
  BindingReported,
  CertificateId,
  DeviceId,
  EpochMs,
  oneOf,
  SessionId,
  UNBIND_CAUSES,
  UserId,
  VendorId,
  titled,
} from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import { type DeviceKey, isLater, type Report, sessionIdOf, sessionKeyOf } from '../facts/facts';
import type { Unbind } from '../rebinding/history.store';
import type { Known } from '../facts/known';
import { type Standing, standingOf } from '../standing/standing';

/** The event without its app, which is in the path. */
export const BindingReport = titled('BindingReport', Type.Omit(BindingReported, ['app']));
export type BindingReport = Static<typeof BindingReport>;

const UnbindCause = oneOf(UNBIND_CAUSES, 'Why it ended.');

export const DeviceBinding = titled(
  'DeviceBinding',
  Type.Object({
    device: DeviceId,
    session: SessionId,
    state: oneOf(
      ['bound', 'waiting', 'push-off', 'ended'],
      'waiting: for the login of its session, or for its certificate. push-off: the client wants no push.',
    ),
    certificateId: Type.Optional(CertificateId),
    vendor: Type.Optional(VendorId),
    token: Type.Optional(Type.String({ description: 'The last 6 characters.' })),
    reportedAtMs: EpochMs('When the client last reported.'),
    cause: Type.Optional(UnbindCause),
    endedAtMs: Type.Optional(EpochMs('When it ended.')),
    lastUnbind: Type.Optional(
      Type.Object({ session: SessionId, cause: UnbindCause, atMs: EpochMs('When it happened.') }),
    ),
  }),
);
export type DeviceBinding = Static<typeof DeviceBinding>;

export const BindingList = titled(
  'BindingList',
  Type.Object({
    app: AppId,
    user: UserId,
    bindings: Type.Array(DeviceBinding),
    next: Type.Optional(Type.String({ description: 'Path of the next page. Absent: this is the last.' })),
  }),
);
export type BindingList = Static<typeof BindingList>;

const TOKEN_TAIL = 6;
export const tokenEnd = (token: string): string => token.slice(-TOKEN_TAIL);

/** The binding of the device's session that is bound, or else of the session that reported last. */
export function deviceBinding(
  known: Known,
  key: DeviceKey,
  last: Unbind | undefined,
): DeviceBinding | undefined {
  const standing = deviceStanding(known, key);
  if (standing === undefined || standing.state === 'none') return undefined;
  const { report } = standing;
  return {
    device: key.device,
    session: report.session,
    ...stateOf(standing),
    ...(report.kind === 'token' && {
      certificateId: report.certificateId,
      token: tokenEnd(report.token),
    }),
    ...(standing.state === 'bound' && { vendor: standing.certificate.vendor }),
    reportedAtMs: report.reportedAtMs,
    ...(last && {
      lastUnbind: {
        session: last.session,
        cause: last.cause as DeviceBinding['cause'] & string,
        atMs: last.atMs,
      },
    }),
  };
}

function deviceStanding(known: Known, key: DeviceKey): Standing | undefined {
  const reports = known.reportsOfDevice(key).sort((a, b) => (isLater(a, b) ? -1 : 1));
  const sessions = new Map(reports.map((report) => [sessionIdOf(report), sessionKeyOf(report)]));
  const standings = [...sessions.values()].map((session) => standingOf(known, session));
  return standings.find(({ state }) => state === 'bound') ?? standings[0];
}

export function stateOf(
  standing: Exclude<Standing, { state: 'none' }>,
): Pick<DeviceBinding, 'state' | 'cause' | 'endedAtMs'> {
  if (standing.state !== 'ended') return { state: standing.state };
  const { cause, atMs } = standing;
  return cause === 'push-off' ? { state: 'push-off' } : { state: 'ended', cause, endedAtMs: atMs };
}

/** The last reports of the device's sessions that are bound or waiting: an operator's unbind ends these. */
export function openReports(known: Known, key: DeviceKey): Report[] {
  const sessions = new Map(known.reportsOfDevice(key).map((report) => [sessionIdOf(report), report]));
  return [...sessions.values()].flatMap((session) => {
    const standing = standingOf(known, session);
    return standing.state === 'bound' || standing.state === 'waiting' ? [standing.report] : [];
  });
}
