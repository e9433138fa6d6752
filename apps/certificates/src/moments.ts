// Puts a time into an answer twice: in ms since 1970 for programs, and in ISO 8601 for people, under the same name without "Ms". Pure.
import { EpochMs } from '@offline-push/contracts';
import { type TString, Type } from '@sinclair/typebox';

type Told<Name extends string> = Record<`${Name}Ms`, number> & Record<Name, string>;
type Shape<Name extends string> = Record<`${Name}Ms`, ReturnType<typeof EpochMs>> & Record<Name, TString>;

/** `momentOf('effectiveAt', 0)` is `{ effectiveAtMs: 0, effectiveAt: '1970-01-01T00:00:00.000Z' }`. */
export const momentOf = <Name extends string>(name: Name, atMs: number): Told<Name> =>
  ({ [`${name}Ms`]: atMs, [name]: isoOf(atMs) }) as Told<Name>;

/** The two fields of an answer's schema. */
export const Moment = <Name extends string>(name: Name, description: string): Shape<Name> =>
  ({
    [`${name}Ms`]: EpochMs(description),
    [name]: Type.String({ format: 'date-time', description: `The same for people, in UTC: ${description}` }),
  }) as Shape<Name>;

const isoOf = (atMs: number): string => new Date(atMs).toISOString();
