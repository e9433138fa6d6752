// Every device of the message in exactly one box: one line that must balance.
import { Group, Text } from '@mantine/core';
import type { components } from '../../api/types/delivery-log';
import { StateBadge } from '../../parts/state';
import { EXPLAIN } from '../../texts/explain';
import { useTexts } from '../../texts/language';
import { STORY } from '../../texts/story';

type Ledger = components['schemas']['MessageDevices']['ledger'];
type Box = Ledger['boxes'][number]['box'];

export function LedgerLine({ ledger }: { ledger: Ledger }) {
  const t = useTexts(STORY);
  const { boxes } = useTexts(EXPLAIN);
  const sums = new Map<Box, number>();
  for (const { box, count } of ledger.boxes) sums.set(box, (sums.get(box) ?? 0) + count);
  return (
    <section aria-label={t.ledger}>
      <Group gap="xs">
        <Text fw={600} span>
          {t.ledger}
        </Text>
        <Text span>
          {t.recipients(ledger.recipients)}, {t.devicesCount(ledger.devices)} ={' '}
          {[...sums].map(([box, count]) => `${boxes[box]} ${count}`).join(' + ')}
        </Text>
        <StateBadge state={ledger.missing === 0 ? 'done' : 'failed'} word={t.missing(ledger.missing)} />
      </Group>
    </section>
  );
}
