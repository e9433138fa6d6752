import { cellOf, csvOf } from './csv';
import type { FigureRow } from './figure.store';
import { FIGURE_NAMES } from './figures';
import { type Period, periodOf, timeIn } from './period';
import { questionOf } from './question';
import { tableOf, totalOf } from './table';

const NOW_MS = Date.parse('2026-11-30T10:07:00Z');
const none = Object.fromEntries(FIGURE_NAMES.map((name) => [name, 0])) as Pick<
  FigureRow,
  (typeof FIGURE_NAMES)[number]
>;
const row = (vendor: string, figures: Partial<FigureRow>): FigureRow => ({
  ...{ ...none, step: 0, vendor, certificateId: null, class: null },
  ...figures,
});
const ROWS = [
  row('fcm', { sendable: 4, sent: 4, accepted: 3, refused: 1 }),
  row('xiaomi', { sendable: 6, sent: 5, accepted: 5, arrived: 4, clicked: 2 }),
  row('huawei', { sendable: 2, sent: 2, accepted: 2 }),
];
const PERIOD = periodOf({ offsetMinutes: 480 }, NOW_MS) as Period;

describe('issue 12, statistics: what a vendor cannot report is not 0', () => {
  it.each([
    ['fcm', 'not-reported', null],
    ['apns', 'not-reported', null],
    ['web-push', 'not-reported', null],
    ['xiaomi', 'reported', 0],
    ['huawei', 'reported', 0],
    ['vivo', 'reported', 0],
  ])('arrivals of %s are %s', (vendor, reports, arrived) => {
    const total = totalOf([row(vendor, { sendable: 1, accepted: 1 })]);
    expect(total).toMatchObject({ counts: { arrived, accepted: 1 }, reports: { arrived: reports } });
  });

  it('nor are clicks of a vendor that reports arrivals only, and nobody reports what was wiped away', () =>
    expect(totalOf([row('oppo', { sendable: 1, accepted: 1, arrived: 1 })])).toMatchObject({
      counts: { arrived: 1, clicked: null, removed: null },
    }));

  it('a sum over both kinds says that it is of some, and what it is out of', () => {
    expect(totalOf(ROWS)).toMatchObject({
      counts: { sendable: 12, sent: 11, accepted: 10, arrived: 4, clicked: 2, removed: null },
      open: 1,
      reports: { arrived: 'partly', clicked: 'partly', removed: 'not-reported' },
      outOf: { arrived: 7, clicked: 5, removed: 0 },
    });
  });

  it('what came is told, whatever the catalog knows', () =>
    expect(totalOf([row('newcomer', { sendable: 1, accepted: 1, arrived: 1 })]).counts.arrived).toBe(1));
});

describe('issue 12, statistics: CSV', () => {
  const columns = { app: 'demo', by: ['vendor'], countedUpToMs: NOW_MS };
  const text = csvOf(tableOf(ROWS, true, PERIOD), columns, PERIOD);

  it('has a header, CRLF, the zone in its times, and "not reported" in words', () => {
    const [header, first, ...others] = text.split('\r\n');
    expect(header).toMatch(/^app,from,to,vendor,sendable,sent,accepted,.*,arrived,clicked,removed,/);
    expect(first).toMatch(/^demo,2026-11-29T18:00:00\+08:00,2026-11-30T18:15:00\+08:00,fcm,4,4,3,/);
    expect(first).toContain('not reported');
    expect(others.at(-1)).toBe('');
  });

  it('sums to the table', () => {
    const [header = '', ...lines] = text.trimEnd().split('\r\n');
    const at = header.split(',').indexOf('accepted');
    expect(lines.map((line) => Number(line.split(',')[at])).reduce((a, b) => a + b)).toBe(
      totalOf(ROWS).counts.accepted,
    );
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['a,b', '"a,b"'],
    ['a "b"', '"a ""b"""'],
    ['=a,"b"\r\n', '"\'=a,""b""\r\n"'],
    [-1, '-1'],
    ['plain', 'plain'],
  ])('%j is written as %j', (value, cell) => expect(cellOf(value)).toBe(cell));
});

describe('issue 12, statistics: what is asked', () => {
  const asked = (query: Parameters<typeof questionOf>[1]) => questionOf('demo', query, NOW_MS);

  it.each<[string, object, string, string]>([
    ['a time that is none', { from: 'yesterday' }, '/from', 'must be a date'],
    ['a day that no month has', { from: '2026-02-30' }, '/from', 'must be a date'],
    ['the end first', { from: '2026-11-02', to: '2026-11-01' }, '/to', 'must be later than from'],
    ['hours of a year', { from: '2026-01-01', step: 'hour' }, '/from', 'at most 31 days'],
    ['days of ten years', { from: '2016-01-01', step: 'day' }, '/from', 'at most 400 days'],
    ['another column', { by: ['vendor,phone'] }, '/by', 'must be some of app, vendor'],
    ['two steps', { by: ['day'], step: 'hour' }, '/by', 'one of hour and day'],
  ])('%s is refused by field and rule', (_, query, pointer, rule) => {
    expect(asked(query)).toEqual([{ pointer, rule: expect.stringContaining(rule) as string }]);
  });

  it.each([
    ['2026-11-30', 480, '2026-11-29T16:00:00.000Z'],
    ['2026-11-30T08:00:00+08:00', 0, '2026-11-30T00:00:00.000Z'],
    ['2026-11-30T08:00:00 08:00', 0, '2026-11-30T00:00:00.000Z'],
    ['2026-11-30T08:00', 330, '2026-11-30T02:30:00.000Z'],
    ['2026-11-30T08:00:00.5Z', 480, '2026-11-30T08:00:00.500Z'],
    [String(NOW_MS), 480, '2026-11-30T10:07:00.000Z'],
  ])('%s at %i minutes from UTC is %s', (text, offsetMinutes, at) =>
    expect(new Date(timeIn(text, offsetMinutes)!).toISOString()).toBe(at),
  );

  it('days are those of the zone, whole ones', () =>
    expect(
      asked({ step: 'day', offsetMinutes: 330, from: '2026-11-29', by: ['vendor', 'class'] }),
    ).toMatchObject({
      period: {
        fromMs: Date.parse('2026-11-28T18:30:00Z'),
        toMs: Date.parse('2026-11-30T18:30:00Z'),
      },
      wanted: { stepMinutes: 1440, by: { certificate: false, class: true } },
    }));
});
