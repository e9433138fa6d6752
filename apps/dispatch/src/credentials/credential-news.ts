// The log lines for operators about a credential: one for each change of its state. Pure.
import type { CredentialState } from './credential-state';
import type { Owner } from './judgement';

export interface CredentialLine {
  readonly level: 'log' | 'warn' | 'error';
  readonly event:
    | 'credential-refused'
    | 'credential-doubted'
    | 'credential-resumed'
    | 'credential-not-opened';
  readonly certificate: number;
  readonly vendor: string;
  readonly version: number;
  readonly code?: string | undefined;
  readonly says?: string | undefined;
  readonly tryAgain?: string | undefined;
}

export function linesOf(
  { certificateId, vendor }: Owner,
  was: CredentialState | undefined,
  is: CredentialState | undefined,
): CredentialLine[] {
  if (is === undefined || (was?.version === is.version && was.is === is.is)) return [];
  const { version, code, says } = is;
  const whose = { certificate: certificateId, vendor, version };
  switch (is.is) {
    case 'refused':
      return [
        {
          level: 'error',
          event: 'credential-refused',
          ...whose,
          code,
          says,
          tryAgain: timeOf(is.tryAgainAtMs),
        },
      ];
    case 'unopened':
      return [{ level: 'error', event: 'credential-not-opened', ...whose, says }];
    case 'doubted':
      return [{ level: 'warn', event: 'credential-doubted', ...whose, code, says }];
    default:
      return wasBad(was) ? [{ level: 'log', event: 'credential-resumed', ...whose }] : [];
  }
}

const wasBad = (was: CredentialState | undefined): boolean =>
  was !== undefined && (was.is === 'refused' || was.is === 'unopened' || was.is === 'doubted');

const timeOf = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : new Date(ms).toISOString();
