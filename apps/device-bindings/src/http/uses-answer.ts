// What the HTTP API says of who is reached by a certificate. Pure.
import {
  AppId,
  CertificateChanged,
  CertificateId,
  EpochMs,
  SessionId,
  titled,
  UserId,
  VendorId,
  DeviceId,
} from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import { DeviceBinding, stateOf, tokenEnd } from './bindings-answer';
import type { Known } from '../facts/known';
import { standingOf } from '../standing/standing';
import type { Naming } from './uses.store';

const CertificateCount = titled(
  'CertificateCount',
  Type.Object({
    certificateId: CertificateId,
    vendor: VendorId,
    state: CertificateChanged.properties.state,
    bindings: Type.Integer({ minimum: 0, description: 'Phones that are bound under it, as last counted.' }),
  }),
);

const Next = Type.Optional(Type.String({ description: 'Path of the next page. Absent: this is the last.' }));

export const CertificateCounts = titled(
  'CertificateCounts',
  Type.Object({ app: AppId, certificates: Type.Array(CertificateCount), next: Next }),
);
export type CertificateCounts = Static<typeof CertificateCounts>;

const { state, cause, endedAtMs, token } = DeviceBinding.properties;
const CertificateUse = titled(
  'CertificateUse',
  Type.Object({
    user: UserId,
    device: DeviceId,
    session: SessionId,
    ...{ state, token, cause, endedAtMs },
    reportedAtMs: EpochMs('When the client last reported.'),
  }),
);
type CertificateUse = Static<typeof CertificateUse>;

export const CertificateBindings = titled(
  'CertificateBindings',
  Type.Object({ app: AppId, ...CertificateCount.properties, users: Type.Array(CertificateUse), next: Next }),
);
export type CertificateBindings = Static<typeof CertificateBindings>;

/** Undefined if the session reported something else later. */
export function useOf(known: Known, row: Naming, certificateId: number): CertificateUse | undefined {
  const standing = standingOf(known, row);
  if (standing.state === 'none') return undefined;
  const { report } = standing;
  if (report.certificateId !== certificateId || report.tokenHash !== row.tokenHash) return undefined;
  const { user, device, session } = row;
  return {
    ...{ user, device, session, ...stateOf(standing), token: tokenEnd(report.token) },
    reportedAtMs: report.reportedAtMs,
  };
}
