// The lanes of an app: state, backlog, speed, errors, quota.
import { Page } from '../../parts/page';
import { useTexts } from '../../texts/language';
import { SHELL } from '../../texts/shell';

export function LanesPage() {
  const { pages } = useTexts(SHELL);
  return <Page title={pages.lanes}>{null}</Page>;
}
