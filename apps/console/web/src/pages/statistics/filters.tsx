// Which period, which rows, of which vendor, certificate and class. The choice stands in the address.
import { Button, Checkbox, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useVendorName } from '../../parts/story/reasons';
import { offsetOf } from '../../parts/time';
import { useZone } from '../../shell/preferences';
import { useTexts } from '../../texts/language';
import { STATISTICS } from '../../texts/statistics';
import { BY, type Shown } from './address';
import { useTable } from './asks';
import { inputOf, instantOf, type Period, periodOf, PRESETS } from './period';

interface FiltersProps {
  app: string;
  shown: Shown;
  go: (to: Partial<Shown>) => void;
}

export function PeriodChoice({ shown: { period }, go }: FiltersProps) {
  const t = useTexts(STATISTICS);
  const zone = useZone();
  const change = (to: Partial<Period>): void => {
    const next = { ...period, ...to };
    if (next.fromMs < next.toMs) go({ period: next, cell: undefined });
  };
  return (
    <Group gap="xs" align="flex-end" role="group" aria-label={t.period}>
      {PRESETS.map((preset) => {
        const meant = periodOf(preset, Date.now(), zone);
        const isOn = meant.fromMs === period.fromMs && meant.toMs === period.toMs;
        return (
          <Button
            key={preset}
            size="xs"
            variant={isOn ? 'filled' : 'default'}
            aria-pressed={isOn}
            onClick={() => change(meant)}
          >
            {t.presets[preset]}
          </Button>
        );
      })}
      <When label={t.from} atMs={period.fromMs} onChange={(fromMs) => change({ fromMs })} />
      <When label={t.to} atMs={period.toMs} onChange={(toMs) => change({ toMs })} />
      <Text size="sm" c="dimmed">
        {t.zone(zone, offsetOf(period.toMs - 1, zone))}
      </Text>
    </Group>
  );
}

function When({ label, atMs, onChange }: { label: string; atMs: number; onChange: (atMs: number) => void }) {
  const zone = useZone();
  const text = inputOf(atMs, zone);
  return (
    <TextInput
      key={text}
      size="xs"
      type="datetime-local"
      label={label}
      defaultValue={text}
      onBlur={({ currentTarget }) => {
        const meantMs = instantOf(currentTarget.value, zone);
        if (meantMs !== undefined && currentTarget.value !== text) onChange(meantMs);
        else currentTarget.value = text;
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}

export function RowChoice({ shown: { by, step, isAll }, go }: FiltersProps) {
  const t = useTexts(STATISTICS);
  return (
    <Group gap="md" role="group" aria-label={t.rowsBy}>
      <Text size="sm">{t.rowsBy}</Text>
      {BY.map((one) => (
        <Checkbox
          key={one}
          label={t.by[one]}
          checked={by.includes(one)}
          onChange={({ currentTarget: { checked } }) =>
            go({ by: BY.filter((other) => (other === one ? checked : by.includes(other))) })
          }
        />
      ))}
      <NativeSelect
        size="xs"
        aria-label={t.time}
        value={step ?? 'none'}
        data={(['none', 'hour', 'day'] as const).map((value) => ({ value, label: t.steps[value] }))}
        onChange={({ currentTarget: { value } }) =>
          go({ step: value === 'hour' || value === 'day' ? value : undefined })
        }
      />
      <Checkbox
        label={t.allFigures}
        checked={isAll}
        onChange={({ currentTarget: { checked } }) => go({ isAll: checked })}
      />
    </Group>
  );
}

/** Only what was pushed in this period can be chosen. */
export function Narrowing({ app, shown: { period, filter }, go }: FiltersProps) {
  const t = useTexts(STATISTICS);
  const vendorName = useVendorName();
  const { data } = useTable(app, { period, by: ['vendor', 'certificate'], step: undefined, filter: {} });
  const rows = data?.rows ?? [];
  const vendors = uniqueOf([...rows.map(({ vendor }) => vendor), filter.vendor]);
  const certificates = uniqueOf([
    ...rows
      .filter(({ vendor }) => filter.vendor === undefined || vendor === filter.vendor)
      .map(({ certificateId }) => certificateId),
    filter.certificate,
  ]);
  const choose = (to: Shown['filter']): void => go({ filter: { ...filter, ...to }, cell: undefined });
  return (
    <Group gap="xs">
      <NativeSelect
        size="xs"
        aria-label={t.by.vendor}
        value={filter.vendor ?? ''}
        data={[
          { value: '', label: t.any(t.by.vendor) },
          ...vendors.map((vendor) => ({ value: vendor, label: vendorName(vendor) })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          choose({ vendor: value || undefined, certificate: undefined })
        }
      />
      <NativeSelect
        size="xs"
        aria-label={t.by.certificate}
        value={filter.certificate === undefined ? '' : String(filter.certificate)}
        data={[{ value: '', label: t.any(t.by.certificate) }, ...certificates.map(String)]}
        onChange={({ currentTarget: { value } }) =>
          choose({ certificate: value === '' ? undefined : Number(value) })
        }
      />
      <NativeSelect
        size="xs"
        aria-label={t.by.class}
        value={filter.class ?? ''}
        data={[
          { value: '', label: t.any(t.by.class) },
          ...(['chat', 'bulk'] as const).map((value) => ({ value, label: t.classes[value] })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          choose({ class: value === 'chat' || value === 'bulk' ? value : undefined })
        }
      />
    </Group>
  );
}

const uniqueOf = <T,>(all: readonly (T | undefined)[]): T[] =>
  [...new Set(all)].filter((one): one is T => one !== undefined).sort();
