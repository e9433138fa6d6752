// The certificates of an app: list, one in full, add and edit.
import { Page } from '../../parts/page';
import { useTexts } from '../../texts/language';
import { SHELL } from '../../texts/shell';

export function CertificatesPage() {
  const { pages } = useTexts(SHELL);
  return <Page title={pages.certificates}>{null}</Page>;
}
