// The health of a certificate for answers: what dispatch found out about the credential, and device-bindings about its use. Pure.
import { CREDENTIAL_STATES, type CertificateJudged, oneOf, titled } from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import { Moment, momentOf } from '../moments';

export type Judged = Omit<CertificateJudged, 'app' | 'vendor'>;

/** The facts of other services; undefined if there are none yet. */
export interface Known {
  judged?: Judged | undefined;
  bindings?: number | undefined;
}

export const UNKNOWN: Known = {};

export const Health = titled(
  'CertificateHealth',
  Type.Object(
    {
      state: oneOf(
        [...CREDENTIAL_STATES, 'unknown'],
        'good: the vendor takes the credential. refused: it does not. unopened: no key of our ring opens it. unknown: no push met the version in force yet.',
      ),
      ...Type.Partial(
        Type.Object({
          version: Type.Integer({
            minimum: 1,
            description:
              'The version that the state is about: the one that was judged. Of an unknown one: the version in force, if an older one was judged.',
          }),
          ...Moment('since', 'Since when it has been so.'),
          ...Moment('judgedAt', 'When the last answer came that this rests on.'),
          code: Type.String({ description: "The vendor's code." }),
          says: Type.String({
            description: "The vendor's words, or ours. Of an unknown one: what became of the older version.",
          }),
          ...Moment('tryAgainAt', 'When the vendor is asked again by itself. `resume` asks at once.'),
        }),
      ).properties,
    },
    { description: 'Is its credential good? As the pushes of the version in force met it.' },
  ),
);
export type Health = Static<typeof Health>;

/** A fact about an earlier version says nothing about the current one. */
export function healthOf(judged: Judged | undefined, inForce: number | undefined): Health {
  if (judged === undefined) return { state: 'unknown' };
  if (inForce !== undefined && judged.version < inForce) return notMet(inForce, judged);
  const { state, version, sinceMs, judgedAtMs, code, says, tryAgainAtMs } = judged;
  return {
    state,
    version,
    ...momentOf('since', sinceMs),
    ...momentOf('judgedAt', judgedAtMs),
    ...(code !== undefined && { code }),
    ...(says !== undefined && { says }),
    ...(tryAgainAtMs !== undefined && momentOf('tryAgainAt', tryAgainAtMs)),
  };
}

function notMet(version: number, former: Judged): Health {
  const words = [former.code, former.says].filter(Boolean).join(' ');
  const was = `version ${former.version} was ${former.state}${words === '' ? '' : `: ${words}`}`;
  return { state: 'unknown', version, says: `version ${version} has not met the vendor yet; ${was}` };
}
