// What a certificate holds: its settings as they are, its secret part by who set it and when, and what is known of it.
import { Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { CommandBlock } from '../../../parts/command';
import { Copy } from '../../../parts/copy';
import { inLanguage, type Field, type Vendor } from '../../../parts/form/descriptor';
import { Moment } from '../../../parts/moment';
import { CERTIFICATES } from '../../../texts/certificates';
import { useLanguage, useTexts } from '../../../texts/language';
import { reportCommands } from '../commands';
import { Countdown, useDayWord } from '../countdown';
import { type Fact, Facts, settingWord } from './facts';
import type { CertificateView, Version } from '../queries';

interface OverviewProps {
  app: string;
  certificate: CertificateView;
  vendor: Vendor | undefined;
}

export function Overview({ app, certificate, vendor }: OverviewProps) {
  const t = useTexts(CERTIFICATES);
  const { current, next, id } = certificate;
  return (
    <Stack gap="lg">
      {next && <VersionFacts version={next} vendor={vendor} isWaiting />}
      {current && <VersionFacts version={current} vendor={vendor} />}
      <Known app={app} certificate={certificate} />
      <Title order={2} size="h5">
        {t.snippet}
      </Title>
      <CommandBlock commands={reportCommands(app, id)} label={t.snippet} />
    </Stack>
  );
}

interface VersionFactsProps {
  version: Version;
  vendor: Vendor | undefined;
  isWaiting?: boolean;
}

function VersionFacts({ version, vendor, isWaiting = false }: VersionFactsProps) {
  const t = useTexts(CERTIFICATES);
  const language = useLanguage();
  const day = useDayWord();
  const { settings, credential, effectiveAtMs } = version;
  const secret = useCredentialWord(credential);
  const fields = vendor?.fields.filter(({ part, kind }) => part === 'settings' && kind !== 'fixed') ?? [];
  const values = settings as unknown as Record<string, unknown>;
  const known = fields.filter(({ name }) => values[name] !== undefined);
  const facts: Fact[] = [
    ...known.map((field) => ({
      name: inLanguage(field.label, language),
      value: <Setting field={field} value={values[field.name]} />,
    })),
    { name: t.credential, value: secret },
  ];
  return (
    <section aria-labelledby={`version-${version.version}`}>
      <Stack gap="xs">
        <Title order={2} size="h5" id={`version-${version.version}`}>
          {t.version(version.version)}{' '}
          <Text span size="sm" fw={400} c="dimmed">
            {isWaiting ? <Countdown untilMs={effectiveAtMs} /> : t.inForceSince(day(effectiveAtMs))}
          </Text>
        </Title>
        <Facts facts={facts} />
      </Stack>
    </section>
  );
}

function Setting({ field, value }: { field: Field; value: unknown }) {
  const language = useLanguage();
  if (field.kind === 'click') {
    const { action, ...rest } = value as { action: string };
    const choice = field.clicks?.find((one) => one.action === action);
    const words = [choice ? inLanguage(choice.label, language) : action, ...Object.values(rest)];
    return <>{words.join(': ')}</>;
  }
  const choice = field.choices?.find((one) => one.value === value);
  return <span className="id">{choice ? inLanguage(choice.label, language) : settingWord(value)}</span>;
}

/** `set 2026-09-01 10:02 by li.wei, fingerprint 9f3a21c0` */
function useCredentialWord({ enteredAtMs, enteredBy, fingerprint, version }: Version['credential']): string {
  const t = useTexts(CERTIFICATES);
  const day = useDayWord();
  return enteredAtMs === undefined || enteredBy === undefined || fingerprint === undefined
    ? t.credentialSetBefore(version)
    : t.credentialSet(day(enteredAtMs), enteredBy, fingerprint);
}

function Known({ app, certificate }: { app: string; certificate: CertificateView }) {
  const t = useTexts(CERTIFICATES);
  const { health, expiresAtMs, expiry, receiptPath, id, bindings, warning } = certificate;
  const facts: Fact[] = [
    { name: t.columns.bound, value: bindings === null ? t.notCounted : bindings.toLocaleString() },
    {
      name: t.health,
      value: (
        <>
          {t.healthWords[health.state]} {health.sinceMs !== undefined && <Moment at={health.sinceMs} />}
          {health.says !== undefined && <blockquote style={{ margin: 0 }}>{health.says}</blockquote>}
        </>
      ),
    },
    {
      name: t.expiry,
      value: expiresAtMs === null ? (expiry.says ?? '–') : <Moment at={expiresAtMs} isExact />,
    },
    {
      name: t.lane,
      value: (
        <Link to="/a/$app/lanes/$certificate" params={{ app, certificate: String(id) }}>
          {t.toLane}
        </Link>
      ),
    },
    ...(receiptPath === undefined
      ? []
      : [{ name: t.receiptPath, value: <ReceiptPath path={receiptPath} /> }]),
  ];
  return (
    <section>
      {warning !== undefined && (
        <Text role="note" c="var(--state-waiting)">
          {warning}
        </Text>
      )}
      <Facts facts={facts} />
    </section>
  );
}

/** Who knows it may call back in the vendor's name: it is shown on request only. */
function ReceiptPath({ path }: { path: string }) {
  const t = useTexts(CERTIFICATES);
  return (
    <details>
      <summary>{t.show}</summary>
      <Stack gap={4} align="flex-start">
        <Text size="sm">{t.receiptSays}</Text>
        <code className="id">{path}</code>
        <Copy text={path} />
      </Stack>
    </details>
  );
}
