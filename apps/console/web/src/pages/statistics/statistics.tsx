// What became of the pushes of an app, in figures: by vendor, certificate, class and time, each with its witness and the devices behind it.
import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { Answer, Empty } from '../../parts/answer';
import { Copy } from '../../parts/copy';
import { Moment } from '../../parts/moment';
import { Page } from '../../parts/page';
import { useZone } from '../../shell/preferences';
import { useTexts } from '../../texts/language';
import { SHELL } from '../../texts/shell';
import { STATISTICS } from '../../texts/statistics';
import { type Shown, useAddress } from './address';
import { useCsv, useTable } from './asks';
import { CellDevices } from './cell-devices';
import { Narrowing, PeriodChoice, RowChoice } from './filters';
import { Funnel } from './funnel';
import { OverTime } from './over-time';
import { periodOf } from './period';
import './statistics.css';

export function StatisticsPage() {
  const { pages } = useTexts(SHELL);
  const t = useTexts(STATISTICS);
  const { app } = useParams({ from: '/a/$app/statistics' });
  const [shown, go] = useAddress();
  const csv = useCsv(app, shown);
  const table = useTable(app, shown);
  return (
    <Page
      title={pages.statistics}
      actions={
        <>
          <Anchor href={csv} download={`statistics-${app}.csv`} size="sm">
            {t.csv}
          </Anchor>
          <Copy label={t.copyLink} text={location.href} />
        </>
      }
    >
      <PeriodChoice app={app} shown={shown} go={go} />
      <Group gap="md">
        <RowChoice app={app} shown={shown} go={go} />
        <Narrowing app={app} shown={shown} go={go} />
      </Group>
      <Answer query={table} what={t.theFigures}>
        {(answer) =>
          answer.rows.length === 0 ? (
            <Nothing shown={shown} go={go} />
          ) : (
            <Stack gap="md">
              <Funnel
                answer={answer}
                shown={shown}
                onSort={(sort) => go({ sort })}
                onOpen={(cell) => go({ cell })}
              />
              <Notes countedUpToMs={answer.countedUpToMs} />
              <OverTime app={app} shown={shown} />
            </Stack>
          )
        }
      </Answer>
      {shown.cell && <CellDevices app={app} cell={shown.cell} onClose={() => go({ cell: undefined })} />}
    </Page>
  );
}

function Notes({ countedUpToMs }: { countedUpToMs: number | null }) {
  const t = useTexts(STATISTICS);
  return (
    <Stack gap={2}>
      <Text size="sm">
        {countedUpToMs === null ? (
          t.notCounted
        ) : (
          <>
            {t.countedUpTo} <Moment at={countedUpToMs} />
          </>
        )}
      </Text>
      <Text size="sm" c="dimmed">
        {t.receiptsHint}
      </Text>
    </Stack>
  );
}

function Nothing({ shown: { filter }, go }: { shown: Shown; go: (to: Partial<Shown>) => void }) {
  const t = useTexts(STATISTICS);
  const zone = useZone();
  const isNarrow = Object.values(filter).some((value) => value !== undefined);
  return (
    <Empty title={t.empty}>
      <Text>{t.emptySays}</Text>
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          onClick={() => go({ period: periodOf('month', Date.now(), zone) })}
        >
          {t.lastMonth}
        </Button>
        {isNarrow && (
          <Button size="xs" variant="default" onClick={() => go({ filter: {} })}>
            {t.clearFilter}
          </Button>
        )}
      </Group>
    </Empty>
  );
}
