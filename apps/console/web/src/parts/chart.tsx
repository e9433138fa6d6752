// Lines over time, and the same figures as a table. The drawing library is in this file only, and is loaded when the first chart is shown.
import { Button, Group, Stack, Text, Title, useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type UPlot from 'uplot';
import { useZone } from '../shell/preferences';
import { PARTS } from '../texts/parts';
import { useTexts } from '../texts/language';
import './chart.css';
import { Moment } from './moment';
import { Table } from './table';
import { wallTime } from './time';

interface Line {
  readonly name: string;
  /** In the order of `atMs`. Undefined: nobody knows, and the line has a gap. */
  readonly values: readonly (number | undefined)[];
  /** Of the right axis: its figures are of another kind. */
  readonly isRight?: boolean;
}

interface ChartProps {
  title: string;
  /** In ms since 1970, the oldest first. */
  atMs: readonly number[];
  /** At most eight. */
  lines: readonly Line[];
}

/** Okabe and Ito's colours, told apart by everybody; each line has a dash of its own beside. */
const COLOURS = ['blue', 'orange', 'green', 'purple', 'sky', 'red', 'yellow', 'grey'] as const;
const DASHES = [[], [6, 4], [2, 3], [10, 3, 2, 3], [4, 2], [8, 2], [1, 3], [12, 4]];
const HEIGHT_PX = 180;

export function Chart({ title, atMs, lines }: ChartProps) {
  const t = useTexts(PARTS);
  const [isTable, setTable] = useState(false);
  return (
    <Stack gap={4}>
      <Group justify="space-between">
        <Title order={3} size="h6">
          {title}
        </Title>
        <Button variant="subtle" size="compact-sm" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {t.tableView}
        </Button>
      </Group>
      {isTable ? (
        <Figures title={title} atMs={atMs} lines={lines} />
      ) : (
        <>
          <Drawing title={title} atMs={atMs} lines={lines} />
          <Legend lines={lines} />
        </>
      )}
    </Stack>
  );
}

function Legend({ lines }: Pick<ChartProps, 'lines'>) {
  return (
    <Group gap="md">
      {lines.map(({ name, values }, at) => (
        <Text key={name} size="sm" component="span">
          <svg width="28" height="8" aria-hidden="true">
            <line
              x1="0"
              y1="4"
              x2="28"
              y2="4"
              strokeWidth="2"
              stroke={`var(--chart-${COLOURS[at] ?? 'grey'})`}
              strokeDasharray={DASHES[at]?.join(' ')}
            />
          </svg>{' '}
          {name} {values.findLast((value) => value !== undefined) ?? '–'}
        </Text>
      ))}
    </Group>
  );
}

/** A canvas says nothing to who does not see it: its name and the table do. */
function Drawing({ title, atMs, lines }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const zone = useZone();
  const scheme = useComputedColorScheme('light');
  const drawn = useRef<UPlot>(undefined);
  const data = dataOf(atMs, lines);
  const latest = useRef({ data, lines });
  useEffect(() => void (latest.current = { data, lines }));
  const figures = JSON.stringify(data);
  const shape = JSON.stringify(lines.map(({ name, isRight }) => [name, isRight]));
  useEffect(() => {
    let isGone = false;
    const resized = new ResizeObserver(([entry]) =>
      drawn.current?.setSize({ width: entry?.contentRect.width ?? 0, height: HEIGHT_PX }),
    );
    void import('./chart-library').then(({ UPlot }) => {
      if (isGone || box.current === null) return;
      drawn.current = new UPlot(
        optionsOf(box.current, latest.current.lines, zone),
        latest.current.data,
        box.current,
      );
      resized.observe(box.current);
    });
    return () => {
      isGone = true;
      resized.disconnect();
      drawn.current?.destroy();
      drawn.current = undefined;
    };
  }, [shape, zone, scheme]);
  useEffect(() => drawn.current?.setData(JSON.parse(figures) as UPlot.AlignedData), [figures]);
  return <div ref={box} role="img" aria-label={title} style={{ height: HEIGHT_PX }} />;
}

const dataOf = (atMs: readonly number[], lines: readonly Line[]): UPlot.AlignedData => [
  atMs.map((ms) => ms / 1000),
  ...lines.map(({ values }) => values.map((value) => value ?? null)),
];

function optionsOf(box: HTMLElement, lines: readonly Line[], zone: string): UPlot.Options {
  const looks = getComputedStyle(box);
  const colour = (name: string): string => looks.getPropertyValue(name).trim();
  const axis = {
    stroke: colour('--mantine-color-dimmed'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
  };
  const hasRight = lines.some(({ isRight }) => isRight);
  return {
    ...{ width: box.clientWidth, height: HEIGHT_PX, legend: { show: false }, cursor: { show: false } },
    scales: { left: { range: fromZero }, right: { range: fromZero } },
    series: [
      {},
      ...lines.map(({ name, isRight }, at) => ({
        ...{ label: name, scale: isRight ? 'right' : 'left', width: 2, points: { show: false } },
        ...{ stroke: colour(`--chart-${COLOURS[at] ?? 'grey'}`), dash: DASHES[at] ?? [] },
      })),
    ],
    axes: [
      {
        ...axis,
        values: (_: UPlot, seconds: number[]) => seconds.map((at) => labelOf(at * 1000, seconds, zone)),
      },
      { ...axis, scale: 'left', size: 56 },
      ...(hasRight ? [{ ...axis, scale: 'right', side: 1 as const, size: 56, grid: { show: false } }] : []),
    ],
  };
}

const DAY_S = 86_400;

/** The time of day; the date where the axis is of several days. */
function labelOf(atMs: number, seconds: readonly number[], zone: string): string {
  const time = wallTime(atMs, zone);
  const spanS = (seconds.at(-1) ?? 0) - (seconds[0] ?? 0);
  return spanS > 2 * DAY_S ? time.slice(5, 10) : time.slice(11, 16);
}

const fromZero = (_: UPlot, least: number | null, most: number | null): [number, number] => {
  void least;
  return [0, Math.max(1, (most ?? 0) * 1.1)];
};

function Figures({ title, atMs, lines }: ChartProps) {
  const t = useTexts(PARTS);
  const rows = atMs.map((at, index) => ({ at, values: lines.map(({ values }) => values[index]) })).reverse();
  return (
    <div className="chart-figures">
      <Table
        label={title}
        rows={rows}
        keyOf={({ at }) => String(at)}
        columns={[
          { name: t.time, cell: ({ at }) => <Moment at={at} isExact /> },
          ...lines.map(({ name }, index) => ({
            name,
            isNumber: true,
            cell: ({ values }: (typeof rows)[number]) => values[index] ?? '–',
          })),
        ]}
      />
    </div>
  );
}
