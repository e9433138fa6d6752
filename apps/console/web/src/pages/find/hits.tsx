// What a search found: one hit opens at once, several are a short list by kind, none says where was looked and what to try.
import { List, Stack, Text, Title } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { CommandBlock } from '../../parts/command';
import { Moment } from '../../parts/moment';
import { useSession } from '../../shell/session';
import { useTexts } from '../../texts/language';
import { FIND } from '../../texts/find';
import type { Hit, Searched } from './search';

interface HitsProps {
  wanted: string;
  searched: Searched;
}

/** A hit's page: a user has their own, all else is a message. */
function placeOf({ app, kind, messageId, user, device }: Hit) {
  if (kind === 'user' || messageId === undefined)
    return { to: '/a/$app/users/$user', params: { app, user: user ?? '' }, search: {} } as const;
  const search = { ...(user !== undefined && { user }), ...(device !== undefined && { device }) };
  return { to: '/a/$app/messages/$message', params: { app, message: messageId }, search } as const;
}

export function Hits({ wanted, searched: { hits, here, apps } }: HitsProps) {
  const t = useTexts(FIND);
  const navigate = useNavigate();
  const only = hits.length === 1 ? hits[0] : undefined;
  useEffect(() => {
    if (only) void navigate({ ...placeOf(only), replace: true });
  }, [only, navigate]);
  if (only) return null;
  if (hits.length === 0) return <Nothing wanted={wanted} here={here} apps={apps} />;
  return (
    <section aria-label={t.several(shown(wanted, t.tokenWanted))}>
      <Title order={2} size="h4">
        {t.several(shown(wanted, t.tokenWanted))}
      </Title>
      <List listStyleType="none" spacing={4} mt="xs">
        {hits.map((hit, at) => (
          <List.Item key={at}>
            <Text span c="dimmed" size="sm">
              {t.kinds[hit.kind]}{' '}
            </Text>
            <Link {...placeOf(hit)}>{wordOf(hit, t)}</Link>{' '}
            {hit.sentAtMs !== undefined && (
              <Text span size="sm" c="dimmed">
                <Moment at={hit.sentAtMs} />
              </Text>
            )}
          </List.Item>
        ))}
      </List>
    </section>
  );
}

function wordOf({ kind, messageId = '', user = '', device }: Hit, t: (typeof FIND)['en']): string {
  if (kind === 'user') return t.hitUser(user);
  if (kind === 'message') return t.hitMessage(messageId);
  return t.hitOf(messageId, device === undefined ? user : `${user} · ${device}`);
}

/** Longer than any id: it is a token, and is not shown whole. */
const LONGEST_SHOWN = 64;
const shown = (wanted: string, token: string): string => (wanted.length > LONGEST_SHOWN ? token : wanted);

const DAY_MS = 86_400_000;

function Nothing({
  wanted,
  here,
  apps,
}: {
  wanted: string;
  here: Searched['here'];
  apps: readonly string[];
}) {
  const t = useTexts(FIND);
  const { brokers } = useSession();
  const days = Math.round((Date.now() - here.keptSinceMs) / DAY_MS);
  return (
    <section aria-label={t.nothing}>
      <Stack gap="xs" align="flex-start">
        <Title order={2} size="h4">
          {t.nothingFor(shown(wanted, t.tokenWanted))}
        </Title>
        <Text>{t.lookedIn(apps.join(', '))}</Text>
        <Text>
          {t.period(days)} {t.since}: <Moment at={here.keptSinceMs} isExact />
        </Text>
        <Text>
          {here.readUpToMs === undefined ? (
            t.noEvents
          ) : (
            <>
              {t.newest}: <Moment at={Math.min(here.readUpToMs, Date.now())} />
            </>
          )}
        </Text>
        <Link to="/a/$app/dead-letters" params={{ app: here.app }}>
          {t.deadLetters(here.deadLetters)}
        </Link>
        <Text>{t.otherTopic}</Text>
        <CommandBlock
          commands={[
            {
              name: 'kcat',
              text: `kcat -C -b ${brokers.join(',') || '$KAFKA_BROKERS'} -t message.sent.v1 -o -10 -e`,
            },
          ]}
        />
      </Stack>
    </section>
  );
}
