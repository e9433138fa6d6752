// Dead letters by cause: look, replay, discard.
import { Page } from '../../parts/page';
import { useTexts } from '../../texts/language';
import { SHELL } from '../../texts/shell';

export function DeadLettersPage() {
  const { pages } = useTexts(SHELL);
  return <Page title={pages.deadLetters}>{null}</Page>;
}
