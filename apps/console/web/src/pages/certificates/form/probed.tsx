// The vendor did not say yes: its words, and the field that it finds fault with.
import { Alert, Stack, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { fieldOfPointer } from '../../../parts/form/assemble';
import { inLanguage, type Vendor } from '../../../parts/form/descriptor';
import { CERTIFICATES } from '../../../texts/certificates';
import { useLanguage, useTexts } from '../../../texts/language';
import type { Check } from './save';

export function Probed({ vendor, probe }: { vendor: Vendor; probe: Check['probe'] }) {
  const t = useTexts(CERTIFICATES);
  const language = useLanguage();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => void element.current?.scrollIntoView({ block: 'nearest' }), [probe]);
  if (probe.result === 'good') return null;
  const isWrong = probe.result === 'wrong';
  const field = vendor.fields.find(({ name }) => isWrong && name === fieldOfPointer(vendor, probe.field));
  return (
    <Alert
      ref={element}
      role="alert"
      variant="outline"
      color={isWrong ? 'red' : 'yellow'}
      title={isWrong ? t.probe.wrong : t.probe.unknown}
    >
      <Stack gap={4}>
        <Text>{t.probe.says}</Text>
        <blockquote style={{ margin: 0 }}>{probe.says}</blockquote>
        {isWrong && (
          <Text>
            {field === undefined
              ? t.probe.suspectedNone
              : t.probe.suspected(inLanguage(field.label, language))}
          </Text>
        )}
        <Text>{t.probe.hint}</Text>
      </Stack>
    </Alert>
  );
}
