// The ledger of the last 24 hours in one line that must balance.
import { Group, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { answerOf, deliveryLog } from '../../api/clients';
import { Answer } from '../../parts/answer';
import { StateBadge } from '../../parts/state';
import { useLanguage, TAGS, useTexts } from '../../texts/language';
import { FIND } from '../../texts/find';

const EVERY_MS = 10_000;

export function LastDay({ app }: { app: string }) {
  const t = useTexts(FIND);
  const tag = TAGS[useLanguage()];
  const ledger = useQuery({
    queryKey: ['ledger', app, 24],
    refetchInterval: EVERY_MS,
    queryFn: ({ signal }) =>
      answerOf(
        deliveryLog.GET('/v1/apps/{app}/ledger', { signal, params: { path: { app }, query: { hours: 24 } } }),
      ),
  });
  const figure = (count: number): string => count.toLocaleString(tag);
  return (
    <section aria-label={t.ledger}>
      <Title order={2} size="h4" mb="xs">
        {t.ledger}
      </Title>
      <Answer query={ledger} what={t.theLedger}>
        {(sums) =>
          sums.recipients === 0 ? (
            <>
              <Text>{t.noMessages}</Text>
              <Text size="sm" c="dimmed">
                {t.noMessagesHint}
              </Text>
            </>
          ) : (
            <Group gap="xs">
              <Text>
                {figure(sums.recipients)} {t.recipients}, {figure(sums.devices)} {t.devices} = {t.stopped}{' '}
                {figure(sums.stopped)} + {t.settled} {figure(sums.settled)} + {t.open} {figure(sums.open)}
              </Text>
              <StateBadge state={sums.missing === 0 ? 'done' : 'failed'} word={t.missing(sums.missing)} />
            </Group>
          )
        }
      </Answer>
    </section>
  );
}
