// Why did this phone not ring? The answer for one device of a message, the ledger of all, the devices beside the timeline, the checks.
import { Group, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { ApiProblem } from '../../api/problem';
import { Answer } from '../../parts/answer';
import { useCopyId } from '../../parts/copy-id';
import { Moment } from '../../parts/moment';
import { Page } from '../../parts/page';
import { useBroughtIn } from '../../parts/story/brought-in';
import { Fold } from '../../parts/story/fold';
import type { DeviceRow, Story } from '../../parts/story/words';
import { useTexts } from '../../texts/language';
import { STORY } from '../../texts/story';
import { Actions } from './actions';
import { useAddress } from './address';
import { type Chosen, useExplain, useFollow, useRows, useStory } from './asks';
import { DeviceAnswer } from './device-answer';
import { DeviceStory, StoryChecks } from './device-story';
import { DeviceTable, keyOfRow } from './device-table';
import { Filters } from './filters';
import { LedgerLine } from './ledger-line';
import { Unknown } from './unknown';
import './story.css';

type Rows = ReturnType<typeof useRows>;

export function StoryPage() {
  const t = useTexts(STORY);
  const { app, message } = useParams({ from: '/a/$app/messages/$message' });
  const { filter, chosen: asked, isExplained, go } = useAddress();
  useFollow(app, message);
  useCopyId(message);
  const checks = useBroughtIn();
  const explain = useExplain(app, message, () => {
    go({ explain: true });
    checks.ask();
  });
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
      actions={story.data && device && <Actions story={story.data} device={device} onExplain={explain} />}
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
                  shown={checks.ref}
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

function FoldedWhenNarrow({ title, children }: { title: string; children: ReactNode }) {
  const isNarrow = useMediaQuery('(max-width: 48em)') ?? false;
  return isNarrow ? <Fold title={title}>{children}</Fold> : <section aria-label={title}>{children}</section>;
}
