// What a caller asks of the statistics → what is to be read, or the fields that break a rule. Pure.
import { CertificateId, oneOf, type Problem, VendorId } from '@offline-push/contracts';
import { type Static, Type } from '@sinclair/typebox';
import { CATALOG, entryNamed } from '@offline-push/vendors/catalog';
import type { Wanted } from './figure.store';
import { type Period, periodOf, type Step } from './period';

const time = (description: string) =>
  Type.Optional(
    Type.String({
      maxLength: 40,
      description: `${description} A date, an ISO 8601 time, or ms since 1970-01-01 UTC.`,
    }),
  );

const BY = ['app', 'vendor', 'certificate', 'class', 'hour', 'day'] as const;
type By = (typeof BY)[number];

export const StatisticsQuery = Type.Object(
  {
    from: time(
      'Messages sent from then on; the beginning of its step. Absent: a day before `to`, for days 30.',
    ),
    to: time('And before then; the end of its step. Absent: now.'),
    by: Type.Optional(
      Type.Array(Type.String({ maxLength: 60 }), {
        maxItems: 6,
        description: 'A row for each: vendor, certificate, class, hour or day, with commas between them.',
      }),
    ),
    step: Type.Optional(
      oneOf(['hour', 'day'], 'A row for each hour or day. Absent: one for the whole period.'),
    ),
    offsetMinutes: Type.Optional(
      Type.Integer({
        ...{ minimum: -840, maximum: 840, multipleOf: 15, default: 0 },
        description: 'Of the zone whose days are meant, from UTC: 480 for China, 330 for India. Absent: 0.',
      }),
    ),
    vendor: Type.Optional(VendorId),
    certificateId: Type.Optional(CertificateId),
    class: Type.Optional(oneOf(['chat', 'bulk'], 'Of these messages only.')),
  },
  { additionalProperties: false },
);
export type StatisticsQuery = Static<typeof StatisticsQuery>;

export interface Question {
  wanted: Wanted;
  period: Period;
  by: readonly By[];
  step: Step | undefined;
}

export function questionOf(app: string, query: StatisticsQuery, nowMs: number): Question | Problem[] {
  const { from, to, offsetMinutes = 0, vendor, certificateId } = query;
  const by = (query.by ?? []).flatMap((text) => text.split(',')).map((word) => word.trim());
  if (!by.every((word): word is By => (BY as readonly string[]).includes(word)))
    return [{ pointer: '/by', rule: `must be some of ${BY.join(', ')}, with commas between them` }];
  const steps = new Set<Step>([
    ...by.filter((word) => word === 'hour' || word === 'day'),
    ...(query.step === undefined ? [] : [query.step]),
  ]);
  const [step] = steps;
  if (steps.size > 1) return [{ pointer: '/by', rule: 'must name one of hour and day, as step does' }];
  if (vendor !== undefined && entryNamed(vendor) === undefined)
    return [{ pointer: '/vendor', rule: `must be one of ${CATALOG.map(({ id }) => id).join(', ')}` }];
  const period = periodOf({ from, to, step, offsetMinutes }, nowMs);
  if (Array.isArray(period)) return period;
  const wanted = {
    ...{ app, slots: period.slots, offsetMinutes, stepMinutes: period.stepMinutes },
    ...{ vendor, certificateId, class: query.class },
    by: { certificate: by.includes('certificate'), class: by.includes('class') },
  };
  return { wanted, period, by: [...new Set(by)], step };
}
