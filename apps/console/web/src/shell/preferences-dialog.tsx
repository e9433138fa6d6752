// Language, time zone, colours, density and shortcuts: a dialog, not a page.
import { Button, Modal, NativeSelect, Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import { zoneWord } from '../parts/time';
import { type Language, useTexts } from '../texts/language';
import { SHELL } from '../texts/shell';
import { DENSITIES, type Preferences, SCHEMES, usePreferences, useZone } from './preferences';

export function PreferencesButton() {
  const t = useTexts(SHELL);
  const zone = useZone();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        title={t.preferences}
        aria-label={`${t.preferences}: ${zoneWord(Date.now(), zone)}`}
        onClick={() => setOpen(true)}
      >
        {zoneWord(Date.now(), zone)}
      </Button>
      {isOpen && <PreferencesDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function PreferencesDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts(SHELL);
  const { language, zone, scheme, density, hasSingleKeys, choose } = usePreferences();
  const words = (choices: readonly string[], of: Record<string, string>) =>
    choices.map((value) => ({ value, label: of[value] ?? value }));
  return (
    <Modal opened onClose={onClose} title={t.preferences} closeButtonProps={{ 'aria-label': t.close }}>
      <Stack>
        <NativeSelect
          label={t.language}
          value={language}
          data={[
            { value: 'en', label: 'English' },
            { value: 'zh-cn', label: '简体中文' },
          ]}
          onChange={(event) => choose({ language: event.currentTarget.value as Language })}
        />
        <NativeSelect
          label={t.zone}
          value={zone}
          data={[
            { value: 'browser', label: t.zoneBrowser },
            'UTC',
            ...Intl.supportedValuesOf('timeZone').filter((one) => one !== 'UTC'),
          ]}
          onChange={(event) => choose({ zone: event.currentTarget.value })}
        />
        <NativeSelect
          label={t.scheme}
          value={scheme}
          data={words(SCHEMES, t.schemes)}
          onChange={(event) => choose({ scheme: event.currentTarget.value as Preferences['scheme'] })}
        />
        <NativeSelect
          label={t.density}
          value={density}
          data={words(DENSITIES, t.densities)}
          onChange={(event) => choose({ density: event.currentTarget.value as Preferences['density'] })}
        />
        <Switch
          label={t.singleKeys}
          checked={hasSingleKeys}
          onChange={(event) => choose({ hasSingleKeys: event.currentTarget.checked })}
        />
      </Stack>
    </Modal>
  );
}
