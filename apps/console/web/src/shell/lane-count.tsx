// How many lanes run and how many need a look, on every page: the same answer that the Lanes page shows.
import { Link } from '@tanstack/react-router';
import { useLanes } from '../pages/lanes/asks';
import { countOf } from '../pages/lanes/lane-words';
import { LANES } from '../texts/lanes';
import { useTexts } from '../texts/language';

export function LaneCount({ app }: { app: string }) {
  const t = useTexts(LANES);
  const { data } = useLanes(app, 'header');
  if (data === undefined || data.lanes.length === 0) return null;
  const { ok, bad } = countOf(data.lanes);
  return (
    <Link to="/a/$app/lanes" params={{ app }} className="lane-count" aria-label={t.summary(ok, bad)}>
      <span className="wide-only">{t.laneWord}&nbsp;</span>
      <span data-state="done">
        ● <span className="wide-only">{t.ok(ok)}</span>
        <span className="narrow-only">{ok}</span>
      </span>
      {bad > 0 && <span data-state="waiting">&nbsp; ▲ {bad}</span>}
    </Link>
  );
}
