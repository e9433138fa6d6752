// The push story of a message: why each phone did or did not ring.
import { Page } from '../../parts/page';
import { useTexts } from '../../texts/language';
import { SHELL } from '../../texts/shell';

export function StoryPage() {
  const { pages } = useTexts(SHELL);
  return <Page title={pages.story}>{null}</Page>;
}
