// A user: devices, sessions, bindings, presence, last messages.
import { Page } from '../../parts/page';
import { useTexts } from '../../texts/language';
import { SHELL } from '../../texts/shell';

export function UserPage() {
  const { pages } = useTexts(SHELL);
  return <Page title={pages.user}>{null}</Page>;
}
