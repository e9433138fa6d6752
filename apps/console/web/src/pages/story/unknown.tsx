// A message that nobody knows, or that nobody could read.
import { Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Empty } from '../../parts/answer';
import { Page } from '../../parts/page';
import { EXPLAIN } from '../../texts/explain';
import { useTexts } from '../../texts/language';
import { STORY } from '../../texts/story';
import { StoryChecks } from './device-story';

interface UnknownProps {
  app: string;
  message: string;
  isExplained: boolean;
  onExplain: (isOpen: boolean) => void;
}

/** Never a blank: where else to look, and what the checks say of a message that nobody could read. */
export function Unknown({ app, message, isExplained, onExplain }: UnknownProps) {
  const t = useTexts(STORY);
  const { explainNow } = useTexts(EXPLAIN);
  const explain = (
    <Button variant="default" size="xs" onClick={() => onExplain(true)}>
      {explainNow}
    </Button>
  );
  return (
    <Page title={t.title(message)} actions={explain}>
      <Empty title={t.unknownTitle(message)}>
        <Text>{t.unknownSays(app)}</Text>
        <Link to="/a/$app" params={{ app }} state={{ wanted: message }}>
          {t.toFind}
        </Link>
        <Link to="/a/$app/dead-letters" params={{ app }}>
          {t.toDeadLetters}
        </Link>
      </Empty>
      <StoryChecks
        app={app}
        message={message}
        isOpen={isExplained}
        onToggle={(isOpen) => isOpen !== isExplained && onExplain(isOpen)}
      />
    </Page>
  );
}
