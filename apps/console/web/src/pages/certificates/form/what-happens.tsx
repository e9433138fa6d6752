// Beside the form: what will happen when it is saved, from when on, and where the vendor shows the values.
import { Stack, Text, Title } from '@mantine/core';
import { inLanguage, type Vendor } from '../../../parts/form/descriptor';
import { useNow } from '../../../parts/moment';
import { CERTIFICATES } from '../../../texts/certificates';
import { useLanguage, useTexts } from '../../../texts/language';
import { useClockWord } from '../countdown';
import { type CertificateView, useCertificates } from '../queries';
import { leftWord } from '../standing';

interface WhatHappensProps {
  app: string;
  vendor: Vendor;
  edited: CertificateView | undefined;
  isNow: boolean;
}

const SECOND_MS = 1_000;

export function WhatHappens({ app, vendor, edited, isNow }: WhatHappensProps) {
  const t = useTexts(CERTIFICATES);
  const clock = useClockWord();
  const language = useLanguage();
  const nowMs = useNow(SECOND_MS);
  const { effectiveAfterMs = 0 } = useCertificates(app, false).data ?? {};
  // An edit while a version waits takes that one's time.
  const atMs = Math.min(nowMs + effectiveAfterMs, edited?.next?.effectiveAtMs ?? Infinity);
  const isAtOnce = isNow || effectiveAfterMs === 0;
  return (
    <aside className="certificate-aside" aria-labelledby="what-happens">
      <Stack gap="xs">
        <Title order={2} size="h5" id="what-happens">
          {t.whatHappens}
        </Title>
        <Text size="sm">
          {isAtOnce ? t.takesEffectAtOnce : t.takesEffect(clock(atMs), leftWord(atMs - nowMs))}
        </Text>
        {edited && <Text size="sm">{t.keepsId}</Text>}
        {!isAtOnce && (
          <Text size="sm">{edited?.current ? t.untilThen(edited.current.version) : t.untilThenNone}</Text>
        )}
        <Text size="sm">{t.probedFirst}</Text>
        <Title order={3} size="h6">
          {t.console}
        </Title>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {inLanguage(vendor.console, language)}
        </Text>
      </Stack>
    </aside>
  );
}
