// Virtual phones, vendor weather, and what happened as a command.
import { Page } from '../../parts/page';
import { useTexts } from '../../texts/language';
import { SHELL } from '../../texts/shell';

export function SandboxPage() {
  const { pages } = useTexts(SHELL);
  return <Page title={pages.sandbox}>{null}</Page>;
}
