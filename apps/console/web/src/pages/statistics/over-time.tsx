// The same figures as lines over time, or as a table of them.
import { Answer } from '../../parts/answer';
import { Chart } from '../../parts/chart';
import { useTexts } from '../../texts/language';
import { STATISTICS } from '../../texts/statistics';
import type { Shown } from './address';
import { useTable } from './asks';
import type { FigureName } from './figures';
import { stepFor, stepsIn } from './period';

const LINES: readonly FigureName[] = ['sendable', 'accepted', 'arrived', 'clicked', 'refused'];

export function OverTime({ app, shown: { period, filter } }: { app: string; shown: Shown }) {
  const t = useTexts(STATISTICS);
  const step = stepFor(period);
  const table = useTable(app, { period, by: [], step, filter });
  return (
    <Answer query={table} what={t.theFigures}>
      {({ rows, fromMs, toMs, total }) => {
        const of = new Map(rows.map((row) => [row.fromMs, row]));
        const atMs = stepsIn({ fromMs, toMs }, step);
        // What is to come is no 0, and neither is what nobody reports.
        const told = LINES.filter((figure) => total[figure] !== null);
        const valueOf = (figure: FigureName, ms: number): number | undefined =>
          ms > Date.now() ? undefined : (of.get(ms)?.[figure] ?? 0);
        return (
          <Chart
            title={t.overTime[step]}
            atMs={atMs}
            lines={told.map((figure) => ({
              name: t.figures[figure],
              values: atMs.map((ms) => valueOf(figure, ms)),
            }))}
          />
        );
      }}
    </Answer>
  );
}
