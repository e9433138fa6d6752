// One box that takes any id, what needs attention, and the ledger of the last day.
import { Page } from '../../parts/page';
import { useTexts } from '../../texts/language';
import { SHELL } from '../../texts/shell';

export function FindPage() {
  const { pages } = useTexts(SHELL);
  return <Page title={pages.find}>{null}</Page>;
}
