// Events that could not be processed, by topic and reason: what they mean, replayed with a preview, or discarded. The open group is in the address.
import { Button, Group as Row, SegmentedControl, Stack, Text } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Answer, Empty } from '../../parts/answer';
import { Moment } from '../../parts/moment';
import { Page } from '../../parts/page';
import { StateBadge } from '../../parts/state';
import { useActor } from '../../parts/story/reasons';
import { Table } from '../../parts/table';
import { useSession } from '../../shell/session';
import { LETTERS } from '../../texts/dead-letters';
import { TAGS, useLanguage, useTexts } from '../../texts/language';
import { SHELL } from '../../texts/shell';
import { type Group, type Scope, useGroups } from './asks';
import { GroupPanel } from './group-panel';
import { Jobs } from './jobs';

export function DeadLettersPage() {
  const { pages } = useTexts(SHELL);
  const t = useTexts(LETTERS);
  const { app, isAll, hasAll, openKey, letter, go } = useAddress();
  const scope: Scope = isAll ? undefined : app;
  const groups = useGroups(scope);
  return (
    <Page
      title={pages.deadLetters}
      actions={
        hasAll && (
          <SegmentedControl
            aria-label={t.scope}
            value={isAll ? 'all' : 'app'}
            onChange={(value) => go({ isAll: value === 'all' })}
            data={[
              { value: 'app', label: t.scopeApp(app) },
              { value: 'all', label: t.scopeAll },
            ]}
          />
        )
      }
    >
      <Answer query={groups} what={t.groups}>
        {(all) => {
          const open = all.find((group) => keyOf(group) === openKey);
          return (
            <Stack gap="md">
              {all.length === 0 ? (
                <Empty title={isAll ? t.emptyAll : t.empty(app)}>
                  <Text>{t.emptyHint}</Text>
                </Empty>
              ) : (
                <>
                  <Text c="dimmed">{t.intro}</Text>
                  <GroupTable
                    groups={all}
                    openKey={openKey}
                    onOpen={(group) => go({ openKey: keyOf(group) })}
                  />
                </>
              )}
              {hasAll && !isAll && <Elsewhere here={all} onShow={() => go({ isAll: true })} />}
              <Jobs app={app} scope={scope} />
              {openKey !== undefined && open !== undefined && (
                <GroupPanel
                  app={app}
                  scope={scope}
                  group={open}
                  letter={letter}
                  onLetter={(id) => go({ openKey, letter: id })}
                  onClose={() => go({})}
                />
              )}
            </Stack>
          );
        }}
      </Answer>
    </Page>
  );
}

const keyOf = ({ topic, reason }: Pick<Group, 'topic' | 'reason'>): string => `${topic} ${reason}`;

interface To {
  isAll?: boolean;
  openKey?: string | undefined;
  letter?: string | undefined;
}

function useAddress() {
  const { app } = useParams({ from: '/a/$app/dead-letters' });
  const search = useSearch({ from: '/a/$app/dead-letters' }) as Record<string, string | undefined>;
  const navigate = useNavigate();
  const hasAll = useSession().apps.some((one) => one.app === '*');
  const isAll = hasAll && search['of'] === 'all';
  const { topic, reason, letter } = search;
  const go = (to: To): void => {
    const [nextTopic, nextReason] = to.openKey?.split(' ') ?? [];
    void navigate({
      to: '/a/$app/dead-letters',
      params: { app },
      resetScroll: false,
      search: {
        ...((to.isAll ?? isAll) && { of: 'all' }),
        ...(nextTopic !== undefined && { topic: nextTopic, reason: nextReason }),
        ...(to.letter !== undefined && { letter: to.letter }),
      },
    });
  };
  const openKey = topic === undefined || reason === undefined ? undefined : `${topic} ${reason}`;
  return { app, hasAll, isAll, openKey, letter, go };
}

interface GroupTableProps {
  groups: readonly Group[];
  openKey: string | undefined;
  onOpen: (group: Group) => void;
}

function GroupTable({ groups, openKey, onOpen }: GroupTableProps) {
  const t = useTexts(LETTERS);
  const actor = useActor();
  const numbers = new Intl.NumberFormat(TAGS[useLanguage()]);
  return (
    <Table
      label={t.table}
      rows={groups}
      keyOf={keyOf}
      openKey={openKey}
      onOpen={onOpen}
      columns={[
        { name: t.topic, cell: ({ topic }) => <span className="id">{topic}</span> },
        {
          name: t.reason,
          cell: ({ reason }) => (
            <>
              <StateBadge state="failed" word={t.reasons[reason]} /> <span className="id">{reason}</span>
            </>
          ),
        },
        { name: t.count, isNumber: true, cell: ({ count }) => numbers.format(count) },
        { name: t.newest, cell: ({ newestAtMs }) => <Moment at={newestAtMs} /> },
        { name: t.oldest, cell: ({ oldestAtMs }) => <Moment at={oldestAtMs} /> },
        { name: t.who, cell: ({ who }) => actor(who) },
        { name: t.readBy, cell: (group) => <span className="id">{group.groups.join(', ')}</span> },
      ]}
    />
  );
}

/** What cannot be read says not whose it is: who looks after all apps hears of it here. */
function Elsewhere({ here, onShow }: { here: readonly Group[]; onShow: () => void }) {
  const t = useTexts(LETTERS);
  const { data = [] } = useGroups(undefined);
  const sum = (groups: readonly Group[]): number => groups.reduce((all, { count }) => all + count, 0);
  const more = sum(data) - sum(here);
  if (more <= 0) return null;
  return (
    <Row gap="xs">
      <Text>{t.elsewhere(more)}</Text>
      <Button variant="default" size="compact-sm" onClick={onShow}>
        {t.showAll}
      </Button>
    </Row>
  );
}
