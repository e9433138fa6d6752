// One user: can their phones be notified now, what each device is and was, and what became of their last messages.
import { Anchor, Button, Stack, Text, Title } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { ApiProblem } from '../../api/problem';
import { urlOf } from '../../api/clients';
import { Answer } from '../../parts/answer';
import { useCopyId } from '../../parts/copy-id';
import { Moment } from '../../parts/moment';
import { Page } from '../../parts/page';
import { AnswerLine } from '../../parts/story/answer-line';
import { useBroughtIn } from '../../parts/story/brought-in';
import { Checks } from '../../parts/story/checks';
import { Fold } from '../../parts/story/fold';
import { Said } from '../../parts/story/said';
import type { Diagnosis } from '../../parts/story/words';
import { useMay } from '../../shell/session';
import { EXPLAIN } from '../../texts/explain';
import { useTexts } from '../../texts/language';
import { USER } from '../../texts/user';
import {
  type Session,
  useBindings,
  useDiagnosis,
  useFollow,
  useHistory,
  useMessages,
  useSessions,
} from './asks';
import { Erase } from './changes';
import { devicesNow } from './device-now';
import { Devices } from './devices';
import { History } from './history';
import { Messages } from './messages';
import { PresenceStrip } from './presence-strip';

export function UserPage() {
  const t = useTexts(USER);
  const { app, user } = useParams({ from: '/a/$app/users/$user' });
  const { isExplained, explain } = useExplained();
  useFollow(app, user);
  useCopyId(user);
  const checks = useBroughtIn();
  const sessions = useSessions(app, user);
  const bindings = useBindings(app, user);
  const history = useHistory(app, user);
  const diagnosis = useDiagnosis(app, user);
  const messages = useMessages(app, user);
  const isStranger = sessions.error instanceof ApiProblem && sessions.error.status === 404;
  return (
    <Page
      title={t.title(user)}
      actions={
        <PageActions
          app={app}
          user={user}
          onExplain={() => {
            explain(true);
            checks.ask();
            void diagnosis.refetch();
          }}
        />
      }
    >
      <LastSeen sessions={sessions.data ?? []} />
      <Answer query={diagnosis} what={t.theChecks}>
        {({ devices }) => <CanRing devices={devices} />}
      </Answer>
      <Part title={t.devices}>
        {!isStranger && sessions.error && (
          <Answer query={sessions} what={t.theDevices}>
            {() => null}
          </Answer>
        )}
        <Answer query={bindings} what={t.theDevices}>
          {(bound) => (
            <Devices
              app={app}
              user={user}
              devices={devicesNow(sessions.data, bound, diagnosis.data?.devices)}
            />
          )}
        </Answer>
      </Part>
      <Part title={t.presence}>
        {isStranger ? (
          <Text>{t.noPresence}</Text>
        ) : (
          <Answer query={sessions} what={t.thePresence}>
            {(data) => <PresenceStrip sessions={data} />}
          </Answer>
        )}
      </Part>
      <Part title={t.messages}>
        <Answer query={messages} what={t.theMessages}>
          {(stories) => <Messages app={app} user={user} stories={stories} />}
        </Answer>
      </Part>
      <Fold title={`${t.history} ${history.data?.length ?? ''}`}>
        <Answer query={history} what={t.theHistory}>
          {(changes) => <History changes={changes} />}
        </Answer>
      </Fold>
      <Fold title={t.options}>
        <Answer query={diagnosis} what={t.theChecks}>
          {({ devices }) => <Options devices={devices} />}
        </Answer>
      </Fold>
      <Fold
        title={t.checks}
        isOpen={isExplained}
        onToggle={(isOpen) => isOpen !== isExplained && explain(isOpen)}
      >
        {isExplained && (
          <Answer query={diagnosis} what={t.theChecks}>
            {({ devices }) => (
              <Stack className="brought-in" ref={checks.ref}>
                {devices.map((one) => (
                  <div key={one.device ?? ''}>
                    <Title order={3} size="h5" className="id">
                      {one.device ?? user}
                    </Title>
                    <Checks diagnosis={one} />
                  </div>
                ))}
              </Stack>
            )}
          </Answer>
        )}
      </Fold>
    </Page>
  );
}

/** Whether the checks are open stands in the address. */
function useExplained() {
  const { app, user } = useParams({ from: '/a/$app/users/$user' });
  const search = useSearch({ from: '/a/$app/users/$user' });
  const navigate = useNavigate();
  const explain = (isOpen: boolean): void =>
    void navigate({
      to: '/a/$app/users/$user',
      params: { app, user },
      search: isOpen ? { explain: true } : {},
      replace: true,
      resetScroll: false,
    });
  return { isExplained: search['explain'] === true, explain };
}

function LastSeen({ sessions }: { sessions: readonly Session[] }) {
  const t = useTexts(USER);
  if (sessions.length === 0) return null;
  return (
    <Text size="sm" c="dimmed">
      {t.seen} <Moment at={Math.max(...sessions.map(({ seenAtMs }) => seenAtMs))} />
    </Text>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title}>
    <Title order={2} size="h4" mb="xs">
      {title}
    </Title>
    {children}
  </section>
);

function CanRing({ devices }: { devices: Diagnosis['devices'] }) {
  const t = useTexts(USER);
  const named = devices.filter(({ device }) => device !== undefined);
  const failing = devices.flatMap(({ device, first }) => (first === undefined ? [] : [{ device, first }]));
  const able = named.length - failing.filter(({ device }) => device !== undefined).length;
  const [first] = [...failing].sort(
    (a, b) => Number(a.first.who === 'nobody') - Number(b.first.who === 'nobody'),
  );
  const isAble = able > 0;
  return (
    <AnswerLine
      state={isAble ? 'done' : 'stopped'}
      word={isAble ? t.can : t.cannot}
      sentence={named.length === 0 ? (first?.first.evidence ?? t.nobodyKnows) : t.canRing(able, named.length)}
      who={first?.first.who ?? 'nobody'}
      toDo={first?.first.toDo ?? ''}
    >
      {failing
        .filter(({ device }) => device !== undefined)
        .map(({ device = '', first: check }) => (
          <Text size="sm" key={device}>
            <Said text={t.becauseOf(device, check.evidence)} />
          </Text>
        ))}
    </AnswerLine>
  );
}

/** What the receiver and the app want, as far as anybody told. */
function Options({ devices }: { devices: Diagnosis['devices'] }) {
  return (
    <Stack gap="xs">
      {devices.map(({ device = '', checks }) => {
        const options = checks.find(({ check }) => check === 'options');
        return (
          <Text size="sm" key={device}>
            <span className="id">{device}</span>{' '}
            <Said text={`${options?.evidence ?? ''} ${options?.toDo ?? ''}`} />
          </Text>
        );
      })}
    </Stack>
  );
}

function PageActions({ app, user, onExplain }: { app: string; user: string; onExplain: () => void }) {
  const t = useTexts(USER);
  const { explainNow } = useTexts(EXPLAIN);
  const mayChange = useMay('operator', app);
  const [isErasing, setErasing] = useState(false);
  const path = `api/delivery-log/v1/apps/${app}/users/${encodeURIComponent(user)}/export`;
  return (
    <>
      <Button size="xs" variant="default" onClick={onExplain}>
        {explainNow}
      </Button>
      {mayChange && (
        <>
          <Anchor href={urlOf(path)} download={`${user}.ndjson`} size="sm">
            {t.exportAll}
          </Anchor>
          <Button size="xs" variant="default" onClick={() => setErasing(true)}>
            {t.erase}
          </Button>
        </>
      )}
      {isErasing && <Erase app={app} user={user} onClose={() => setErasing(false)} />}
    </>
  );
}
