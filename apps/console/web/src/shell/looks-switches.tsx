// The two choices that people change most, without the dialog: language and colours.
import { ActionIcon, Button } from '@mantine/core';
import { Icon } from '../looks/icons';
import { TAGS, useTexts } from '../texts/language';
import { SHELL } from '../texts/shell';
import { SCHEMES, usePreferences } from './preferences';

/** Says the other language in its own words. */
export function LanguageSwitch() {
  const t = useTexts(SHELL);
  const { language, choose } = usePreferences();
  const other = language === 'en' ? 'zh-cn' : 'en';
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      className="wide-only"
      lang={TAGS[other]}
      onClick={() => choose({ language: other })}
    >
      {t.inOtherLanguage}
    </Button>
  );
}

/** System, light, dark, and again. */
export function SchemeSwitch() {
  const t = useTexts(SHELL);
  const { scheme, choose } = usePreferences();
  const next = SCHEMES[(SCHEMES.indexOf(scheme) + 1) % SCHEMES.length] ?? 'auto';
  const says = t.nextScheme(t.schemes[scheme]);
  return (
    <ActionIcon
      size={28}
      className="wide-only"
      aria-label={says}
      title={says}
      onClick={() => choose({ scheme: next })}
    >
      <Icon name="scheme" />
    </ActionIcon>
  );
}
