// After saving: the id in large type, what the client does with it, and when it counts.
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { announce } from '../../../parts/announce';
import { CommandBlock } from '../../../parts/command';
import { inLanguage, type Vendor } from '../../../parts/form/descriptor';
import { StateBadge } from '../../../parts/state';
import { useShortcut } from '../../../shell/shortcuts';
import { CERTIFICATES } from '../../../texts/certificates';
import { SHELL } from '../../../texts/shell';
import { useLanguage, useTexts } from '../../../texts/language';
import { reportCommands } from '../commands';
import { Standing } from '../list';
import { type CertificateView, useCertificate } from '../queries';
import { TestPush } from '../one/test-push';

export interface SavedCertificate {
  readonly certificate: CertificateView;
  readonly vendor: Vendor;
  readonly isProven: boolean;
}

interface SavedProps {
  app: string;
  saved: SavedCertificate;
  onClose: () => void;
  onAnother: () => void;
}

export function Saved({ app, saved, onClose, onAnother }: SavedProps) {
  const t = useTexts(CERTIFICATES);
  const language = useLanguage();
  const navigate = useNavigate();
  const { id } = saved.certificate;
  // As it stands now, so that the countdown ends by itself.
  const certificate = useCertificate(app, id).data?.certificate ?? saved.certificate;
  const open = () =>
    void navigate({ to: '/a/$app/certificates/$certificate', params: { app, certificate: String(id) } });
  return (
    <Stack gap="md">
      <Group>
        <StateBadge
          state={saved.isProven ? 'done' : 'unknown'}
          word={saved.isProven ? t.savedProven : t.savedNotProven}
        />
        <Standing app={app} certificate={certificate} />
      </Group>
      <Group align="center" gap="md">
        <div>
          <Text size="sm" c="dimmed">
            {t.id}
          </Text>
          <output className="certificate-id" aria-label={t.id}>
            {id}
          </output>
        </div>
        <CopyId id={id} hasFocus />
      </Group>
      <Title order={2} size="h5">
        {t.snippet}
      </Title>
      <Text>{t.snippetSays}</Text>
      <CommandBlock commands={reportCommands(app, id)} label={t.snippet} />
      <Text size="sm" c="dimmed">
        {t.token}: {inLanguage(saved.vendor.token, language)}
      </Text>
      <Group>
        <TestPush app={app} id={id} label={t.testPush} />
        <Button variant="default" onClick={open}>
          {t.toCertificate}
        </Button>
        <Button variant="default" onClick={onAnother}>
          {t.addAnother}
        </Button>
        <Button onClick={onClose}>{t.done}</Button>
      </Group>
    </Stack>
  );
}

/** By its button, and by the key `c`. */
export function CopyId({ id, hasFocus = false }: { id: number; hasFocus?: boolean }) {
  const t = useTexts(CERTIFICATES);
  const { keys } = useTexts(SHELL);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (hasFocus) button.current?.focus();
  }, [hasFocus]);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(String(id));
    announce(t.copied(id));
  };
  useShortcut('c', keys.copy, () => void copy());
  return (
    <Button ref={button} variant="default" onClick={() => void copy()}>
      {t.copyId}
    </Button>
  );
}
