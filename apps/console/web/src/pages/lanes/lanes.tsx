// The lanes of an app: state, backlog, speed, errors, quota. One of them is open in the panel, as the address says.
import { Button, Group, Stack, Text } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Answer, Empty } from '../../parts/answer';
import { Page } from '../../parts/page';
import { useMay } from '../../shell/session';
import { LANES } from '../../texts/lanes';
import { TAGS, useLanguage, useTexts } from '../../texts/language';
import { SHELL } from '../../texts/shell';
import { type ShownLane, useLanes } from './asks';
import { LanePanel } from './lane-panel';
import { LaneTable } from './lane-table';
import { ageMsOf, ageWord } from './lane-words';

export function LanesPage() {
  const { pages } = useTexts(SHELL);
  const t = useTexts(LANES);
  const { app, certificate } = useParams({ strict: false }) as { app: string; certificate?: string };
  const go = useNavigate();
  const lanes = useLanes(app, 'page');
  const open = (lane: ShownLane) =>
    void go({
      to: '/a/$app/lanes/$certificate',
      params: { app, certificate: String(lane.certificateId) },
      resetScroll: false,
    });
  return (
    <Page title={pages.lanes}>
      <Answer query={lanes} what={t.lanes}>
        {({ lanes: all, atMs }) =>
          all.length === 0 ? (
            <NoLanes app={app} />
          ) : (
            <Stack gap="sm">
              <Totals lanes={all} atMs={atMs} />
              <LaneTable app={app} lanes={all} atMs={atMs} onOpen={open} openKey={certificate} />
              {certificate !== undefined && (
                <LanePanel
                  app={app}
                  lane={all.find(({ certificateId }) => String(certificateId) === certificate)}
                  atMs={atMs}
                  onClose={() => void go({ to: '/a/$app/lanes', params: { app }, resetScroll: false })}
                />
              )}
            </Stack>
          )
        }
      </Answer>
    </Page>
  );
}

function Totals({ lanes, atMs }: { lanes: readonly ShownLane[]; atMs: number }) {
  const t = useTexts(LANES);
  const numbers = new Intl.NumberFormat(TAGS[useLanguage()], { maximumFractionDigits: 1 });
  const sum = (of: (lane: ShownLane) => number): string =>
    numbers.format(lanes.reduce((all, lane) => all + of(lane), 0));
  const oldestMs = Math.max(-1, ...lanes.map((lane) => ageMsOf(lane, atMs) ?? -1));
  const totals = t.totals(
    sum(({ answersPerSecond }) => answersPerSecond),
    sum(({ backlog }) => backlog.targets),
    ageWord(oldestMs < 0 ? undefined : oldestMs),
  );
  return <Text c="dimmed">{totals}</Text>;
}

function NoLanes({ app }: { app: string }) {
  const t = useTexts(LANES);
  const mayAdd = useMay('operator', app);
  return (
    <Empty title={t.empty(app)}>
      <Text>{t.emptyHint}</Text>
      {mayAdd && (
        <Group>
          <Button
            component={Link}
            to="/a/$app/certificates"
            {...({ params: { app } } as object)}
            variant="default"
          >
            {t.addCertificate}
          </Button>
        </Group>
      )}
    </Empty>
  );
}
