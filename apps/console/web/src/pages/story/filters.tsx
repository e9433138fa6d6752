// Which devices are listed. The server narrows; the choice stands in the address.
import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useEffect, useEffectEvent, useState } from 'react';
import type { components } from '../../api/types/delivery-log';
import { useVendorName } from '../../parts/story/reasons';
import { useTexts } from '../../texts/language';
import { STORY } from '../../texts/story';
import type { Filter } from './asks';

interface FiltersProps {
  rows: components['schemas']['MessageDevices'];
  filter: Filter;
  onChange: (filter: Filter) => void;
}

const STOPS: readonly string[] = ['stopped-at-gate', 'stopped-at-addressing'];

export function Filters({ rows, filter, onChange }: FiltersProps) {
  const t = useTexts(STORY);
  const vendorName = useVendorName();
  const { ledger, marks, vendors, found } = rows;
  const needsPerson = marks.find(({ mark }) => mark === 'failed')?.count ?? 0;
  const stops = ledger.boxes.filter(({ box }) => STOPS.includes(box));
  const isAll = Object.values(filter).every((value) => value === undefined);
  return (
    <Group gap="xs" role="group" aria-label={t.filterGroup}>
      <Button
        size="xs"
        variant={isAll ? 'filled' : 'default'}
        aria-pressed={isAll}
        onClick={() => onChange({})}
      >
        {t.all(ledger.devices)}
      </Button>
      <Button
        size="xs"
        variant={filter.mark === 'failed' ? 'filled' : 'default'}
        aria-pressed={filter.mark === 'failed'}
        onClick={() => onChange(filter.mark === 'failed' ? {} : { mark: 'failed' })}
      >
        {t.needsPerson(needsPerson)}
      </Button>
      <NativeSelect
        size="xs"
        aria-label={t.stopped}
        value={filter.reason ?? ''}
        data={[
          { value: '', label: t.anyReason },
          ...stops.map(({ reason, count }) => ({ value: reason, label: t.withCount(reason, count) })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          onChange({
            text: filter.text,
            vendor: filter.vendor,
            ...(value && { mark: 'stopped', reason: value }),
          })
        }
      />
      <NativeSelect
        size="xs"
        aria-label={t.vendor}
        value={filter.vendor ?? ''}
        data={[
          { value: '', label: t.anyVendor },
          ...vendors.map(({ vendor, count }) => ({
            value: vendor,
            label: t.withCount(vendorName(vendor), count),
          })),
        ]}
        onChange={({ currentTarget: { value } }) => onChange({ ...filter, vendor: value || undefined })}
      />
      <TextFilter
        text={filter.text ?? ''}
        onChange={(text) => onChange({ ...filter, text: text || undefined })}
      />
      {!isAll && (
        <Text size="sm" c="dimmed" role="status">
          {t.found(found, ledger.devices)}
        </Text>
      )}
    </Group>
  );
}

/** As short as typing feels. */
const TYPED_MS = 250;

function TextFilter({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const t = useTexts(STORY);
  const [typed, setTyped] = useState(text);
  const tell = useEffectEvent(onChange);
  useEffect(() => {
    if (typed.trim() === text) return;
    const timer = window.setTimeout(() => tell(typed.trim()), TYPED_MS);
    return () => window.clearTimeout(timer);
  }, [typed, text]);
  useEffect(() => setTyped((before) => (before.trim() === text ? before : text)), [text]);
  return (
    <TextInput
      size="xs"
      type="search"
      aria-label={t.filter}
      placeholder={t.filterHint}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}
