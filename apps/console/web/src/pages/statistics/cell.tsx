// One cell of the funnel: the figure, its share as a bar, and behind it the devices that it counts.
import { VisuallyHidden } from '@mantine/core';
import { useTexts, TAGS, useLanguage } from '../../texts/language';
import { STATISTICS } from '../../texts/statistics';
import { type FigureName, figureOf, type Row, type Total } from './figures';

interface CellProps {
  row: Row | Total;
  figure: FigureName;
  isOpen: boolean;
  onOpen: () => void;
  /** Of several vendors. */
  isSum: boolean;
}

export function FunnelCell({ row, figure, isOpen, onOpen, isSum }: CellProps) {
  const t = useTexts(STATISTICS);
  const tag = TAGS[useLanguage()];
  const { count, outOf, isPartly } = figureOf(row, figure);
  if (count === null)
    return (
      <span className="funnel-cell not-reported" title={isSum ? t.notReportedAll : t.notReportedBecause}>
        <span>{t.notReported}</span>
      </span>
    );
  const share = outOf > 0 ? Math.min(100, (count / outOf) * 100) : 0;
  const shown = count.toLocaleString(tag);
  const percent = share.toLocaleString(tag, { maximumFractionDigits: share < 10 ? 1 : 0 });
  const inside = (
    <>
      <span className="funnel-bar" aria-hidden="true" style={{ width: `${share}%` }} />
      <span>
        <VisuallyHidden>{`${t.figures[figure]} `}</VisuallyHidden>
        {shown}
      </span>
      {figure !== 'sendable' && (
        <span className="funnel-share">{count > 0 && outOf > 0 ? t.share(percent) : ''}</span>
      )}
    </>
  );
  const means = isPartly ? t.partlyOf(outOf.toLocaleString(tag)) : t.means[figure];
  if (count === 0)
    return (
      <span className="funnel-cell" data-figure={figure} title={means}>
        {inside}
      </span>
    );
  return (
    <button
      type="button"
      className="funnel-cell"
      data-figure={figure}
      title={means}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      onClick={onOpen}
    >
      {inside}
    </button>
  );
}
