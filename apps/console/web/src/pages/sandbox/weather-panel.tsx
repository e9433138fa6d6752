// How each vendor is at the moment, and the switch to make it otherwise.
import { NativeSelect } from '@mantine/core';
import { Fold } from '../../parts/story/fold';
import { useVendorName } from '../../parts/story/reasons';
import { useTexts } from '../../texts/language';
import { SANDBOX } from '../../texts/sandbox';
import { useSandbox, useWeather, type Weather } from './asks';

export function WeatherPanel({ may }: { may: boolean }) {
  const t = useTexts(SANDBOX);
  const nameOf = useVendorName();
  const weather = useSandbox().data?.weather ?? [];
  const change = useWeather();
  const bad = weather.filter(({ is }) => is !== 'ok');
  const summary =
    bad.length === 0
      ? t.fair
      : bad.map(({ vendor, is }) => t.is.weather(nameOf(vendor), t.kinds[is])).join(' · ');
  return (
    <Fold title={`${t.weather}: ${summary}`}>
      <div className="weather">
        {weather.map(({ vendor, is }) => (
          <NativeSelect
            key={vendor}
            label={nameOf(vendor)}
            aria-label={t.weatherOf(nameOf(vendor))}
            value={is}
            disabled={!may || change.isPending}
            data={Object.entries(t.kinds).map(([value, label]) => ({ value, label }))}
            onChange={(event) => change.mutate({ vendor, is: event.currentTarget.value as Weather['is'] })}
          />
        ))}
      </div>
    </Fold>
  );
}
