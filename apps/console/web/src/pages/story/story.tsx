// Why did this phone not ring? The answer for one device of a message, the ledger of all, the devices beside the timeline, the checks.
import { Button, Group, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { ApiProblem } from '../../api/problem';
import { Answer, Empty } from '../../parts/answer';
import { Copy } from '../../parts/copy';
import { useCopyId } from '../../parts/copy-id';
import { Moment } from '../../parts/moment';
import { Page } from '../../parts/page';
import { AnswerLine } from '../../parts/story/answer-line';
import { DryRun } from '../../parts/story/dry-run';
import { Fold } from '../../parts/story/fold';
import { useActor } from '../../parts/story/reasons';
import { TestPush } from '../../parts/story/test-push';
import { arrivalIn, type DeviceRow, sentenceOf, stateOf, wordOf } from '../../parts/story/words';
import { useZone } from '../../shell/preferences';
import { useMay } from '../../shell/session';
import { EXPLAIN } from '../../texts/explain';
import { useTexts } from '../../texts/language';
import { STORY } from '../../texts/story';
import { storyText } from './as-text';
import { type Chosen, type Filter, useFollow, useRows, useStory } from './asks';
import { DeviceStory, StoryChecks } from './device-story';
import { DeviceTable, keyOfRow } from './device-table';
import { Filters } from './filters';
import { LedgerLine } from './ledger-line';
import './story.css';

type Rows = ReturnType<typeof useRows>;
type Story = NonNullable<ReturnType<typeof useStory>['data']>;
type Device = Story['devices'][number];

const FILTERS = ['mark', 'box', 'reason', 'vendor', 'text'] as const;

export function StoryPage() {
  const t = useTexts(STORY);
  const { app, message } = useParams({ from: '/a/$app/messages/$message' });
  const { filter, chosen: asked, isExplained, go } = useAddress();
  useFollow(app, message);
  useCopyId(message);
  const rows = useRows(app, message, filter);
  const listed = rows.data?.pages.flatMap(({ devices }) => devices) ?? [];
  const first = firstOf(listed);
  const chosen = asked ?? first;
  // What was chosen by itself stands in the address, too: a copied link shows the same device.
  const isUnnamed = asked === undefined && first !== undefined;
  const name = useEffectEvent(() => go({ chosen: first }));
  useEffect(() => {
    if (isUnnamed) name();
  }, [isUnnamed]);
  const story = useStory(app, message, chosen);
  const device = story.data?.devices[0];
  if (rows.error instanceof ApiProblem && rows.error.status === 404)
    return (
      <Unknown
        app={app}
        message={message}
        isExplained={isExplained}
        onExplain={(isOpen) => go({ explain: isOpen })}
      />
    );
  return (
    <Page
      title={t.title(message)}
      actions={
        story.data &&
        device && <Actions story={story.data} device={device} onExplain={() => go({ explain: true })} />
      }
    >
      <Answer query={rows} what={t.story}>
        {({ pages: [head] }) =>
          head && (
            <Stack gap="md">
              <Head story={head} />
              {device && story.data && <DeviceAnswer story={story.data} device={device} />}
              <LedgerLine ledger={head.ledger} />
              <div className="story-columns">
                <FoldedWhenNarrow title={t.devices}>
                  <Stack gap="xs">
                    <Filters
                      rows={rows.data?.pages.at(-1) ?? head}
                      filter={filter}
                      onChange={(next) => go({ filter: next })}
                    />
                    <DeviceTable
                      message={message}
                      rows={listed}
                      found={head.found}
                      openKey={chosen && keyOfRow(chosen)}
                      onOpen={(row) => go({ chosen: row })}
                      onEnd={endOf(rows)}
                      onClear={() => go({ filter: {} })}
                    />
                  </Stack>
                </FoldedWhenNarrow>
                <div className="story-device">
                  <Answer query={story} what={t.story}>
                    {(data) =>
                      device && (
                        <DeviceStory
                          story={data}
                          device={device}
                          onStep={(by) => {
                            const next = besides(listed, chosen, by);
                            if (next) go({ chosen: next });
                          }}
                        />
                      )
                    }
                  </Answer>
                </div>
              </div>
              {chosen && (
                <StoryChecks
                  app={app}
                  message={message}
                  device={chosen}
                  isOpen={isExplained}
                  onToggle={(isOpen) => isOpen !== isExplained && go({ explain: isOpen })}
                />
              )}
            </Stack>
          )
        }
      </Answer>
    </Page>
  );
}

const endOf = (rows: Rows): (() => void) | undefined =>
  rows.hasNextPage && !rows.isFetchingNextPage ? () => void rows.fetchNextPage() : undefined;

/** Who needs a person comes first to mind. */
const firstOf = (rows: readonly DeviceRow[]): Chosen | undefined =>
  rows.find(({ mark }) => mark === 'failed') ?? rows[0];

function besides(rows: readonly DeviceRow[], chosen: Chosen | undefined, by: number): DeviceRow | undefined {
  const at = chosen === undefined ? -1 : rows.findIndex((row) => keyOfRow(row) === keyOfRow(chosen));
  return rows[at + by];
}

/** The address is the state: which device, which filter, whether the checks are open. */
function useAddress() {
  const { message, app } = useParams({ from: '/a/$app/messages/$message' });
  const search = useSearch({ from: '/a/$app/messages/$message' });
  const navigate = useNavigate();
  const word = (name: string): string | undefined =>
    search[name] === undefined ? undefined : String(search[name]);
  const filter = Object.fromEntries(
    FILTERS.map((name) => [name, word(name)]).filter(([, value]) => value !== undefined),
  ) as Filter;
  const user = word('user');
  const chosen: Chosen | undefined = user === undefined ? undefined : { user, device: word('device') };
  const isExplained = search['explain'] === true;
  const go = (to: { filter?: Filter; chosen?: Chosen | undefined; explain?: boolean }): void => {
    const at = to.chosen ?? chosen;
    const next = {
      ...(to.filter ?? filter),
      ...(at && { user: at.user, ...(at.device !== undefined && { device: at.device }) }),
      ...((to.explain ?? isExplained) && { explain: true }),
    };
    void navigate({
      to: '/a/$app/messages/$message',
      params: { app, message },
      search: next,
      replace: true,
      resetScroll: false,
    });
  };
  return { filter, chosen, isExplained, go };
}

function Head({ story }: { story: Pick<Story, 'conversation' | 'sentAtMs' | 'sender' | 'content'> }) {
  const t = useTexts(STORY);
  const { conversation, sentAtMs, sender, content } = story;
  return (
    <Group gap="md" c="dimmed">
      {conversation !== undefined && (
        <Text size="sm">
          {t.conversation} <span className="id">{conversation}</span>
        </Text>
      )}
      {sender !== undefined && (
        <Text size="sm">
          {t.from} <span className="id">{sender}</span>
        </Text>
      )}
      {sentAtMs !== undefined && (
        <Text size="sm">
          {t.sentAt} <Moment at={sentAtMs} isExact /> (<Moment at={sentAtMs} />)
        </Text>
      )}
      {content !== undefined && <Text size="sm">{t.textLength(content.textLength)}</Text>}
    </Group>
  );
}

/** What the answer says, once for the screen and for the ticket. */
function useSaid(story: Story, device: Device) {
  const t = useTexts(EXPLAIN);
  const told = arrivalIn(device.steps, story.sentAtMs);
  return { told, word: wordOf(rowOf(device), t, told?.event), sentence: sentenceOf(device, t, told) };
}

const rowOf = (device: Device) => {
  const last = device.steps.filter(({ stage }) => stage === 'attempt').at(-1);
  return {
    ...device,
    ...(last?.attempt !== undefined && { attempts: last.attempt }),
    ...(last?.nextAtMs !== undefined && { nextAtMs: last.nextAtMs }),
  };
};

function DeviceAnswer({ story, device }: { story: Story; device: Device }) {
  const t = useTexts(EXPLAIN);
  const { word, sentence } = useSaid(story, device);
  const { nextAtMs } = rowOf(device);
  return (
    <AnswerLine state={stateOf(device)} word={word} sentence={sentence} who={device.who} toDo={device.toDo}>
      {device.codeMeans !== undefined && <Text size="sm">{t.codeMeans(device.codeMeans)}</Text>}
      {device.box === 'open' && nextAtMs !== undefined && (
        <Text size="sm">
          {t.nextTry} <Moment at={nextAtMs} isExact />
        </Text>
      )}
    </AnswerLine>
  );
}

function Actions({ story, device, onExplain }: { story: Story; device: Device; onExplain: () => void }) {
  const t = useTexts(EXPLAIN);
  const zone = useZone();
  const mayChange = useMay('operator', story.app);
  const actorOf = useActor();
  const { sentence } = useSaid(story, device);
  const [open, setOpen] = useState<'test' | 'dry'>();
  const at = { app: story.app, user: device.user, device: device.device ?? '' };
  const answer = [sentence, device.toDo, t.whoActs(actorOf(device.who))];
  return (
    <>
      <Button variant="default" size="xs" onClick={onExplain}>
        {t.explainNow}
      </Button>
      {mayChange && device.targetId !== undefined && (
        <Button variant="default" size="xs" onClick={() => setOpen('dry')}>
          {t.dryRun}
        </Button>
      )}
      {mayChange && device.device !== undefined && (
        <Button variant="default" size="xs" onClick={() => setOpen('test')}>
          {t.testPush}
        </Button>
      )}
      <Copy label={t.copyAsText} text={storyText(story, device, { t, zone, answer, link: location.href })} />
      <Copy label={t.copyLink} text={location.href} />
      {open === 'test' && <TestPush {...at} onClose={() => setOpen(undefined)} />}
      {open === 'dry' && device.targetId !== undefined && (
        <DryRun {...at} target={device.targetId} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}

function FoldedWhenNarrow({ title, children }: { title: string; children: ReactNode }) {
  const isNarrow = useMediaQuery('(max-width: 48em)') ?? false;
  return isNarrow ? <Fold title={title}>{children}</Fold> : <section aria-label={title}>{children}</section>;
}

interface UnknownProps {
  app: string;
  message: string;
  isExplained: boolean;
  onExplain: (isOpen: boolean) => void;
}

/** Never a blank: where else to look, and what the checks say of a message that nobody could read. */
function Unknown({ app, message, isExplained, onExplain }: UnknownProps) {
  const t = useTexts(STORY);
  const { explainNow } = useTexts(EXPLAIN);
  const explain = (
    <Button variant="default" size="xs" onClick={() => onExplain(true)}>
      {explainNow}
    </Button>
  );
  return (
    <Page title={t.title(message)} actions={explain}>
      <Empty title={t.unknownTitle(message)}>
        <Text>{t.unknownSays(app)}</Text>
        <Link to="/a/$app" params={{ app }} state={{ wanted: message }}>
          {t.toFind}
        </Link>
        <Link to="/a/$app/dead-letters" params={{ app }}>
          {t.toDeadLetters}
        </Link>
      </Empty>
      <StoryChecks
        app={app}
        message={message}
        isOpen={isExplained}
        onToggle={(isOpen) => isOpen !== isExplained && onExplain(isOpen)}
      />
    </Page>
  );
}
