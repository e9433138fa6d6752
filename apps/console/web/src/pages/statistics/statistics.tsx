// The funnel of an app's pushes by vendor, certificate, class and time.
import { Page } from '../../parts/page';
import { useTexts } from '../../texts/language';
import { SHELL } from '../../texts/shell';

export function StatisticsPage() {
  const { pages } = useTexts(SHELL);
  return <Page title={pages.statistics}>{null}</Page>;
}
