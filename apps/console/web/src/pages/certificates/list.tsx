// The list of certificates: which vendors an app has, and how each stands.
import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Answer } from '../../parts/answer';
import { CommandBlock } from '../../parts/command';
import { inLanguage, type Vendor } from '../../parts/form/descriptor';
import { Moment, useNow } from '../../parts/moment';
import { Page } from '../../parts/page';
import { StateBadge } from '../../parts/state';
import { type Column, Table } from '../../parts/table';
import { useMay } from '../../shell/session';
import { CERTIFICATES } from '../../texts/certificates';
import { useLanguage, useTexts } from '../../texts/language';
import { createCommand } from './commands';
import { Countdown } from './countdown';
import { type CertificateView, useCertificates, useLanes, useVendors } from './queries';
import { standingOf } from './standing';
import { VendorIcon } from './vendor-icon';

export function CertificateList({ app }: { app: string }) {
  const t = useTexts(CERTIFICATES);
  const navigate = useNavigate();
  const { deleted } = useSearch({ strict: false });
  const asked = useCertificates(app, deleted === true);
  const mayChange = useMay('operator', app);
  const add = () => void navigate({ to: '.', search: (before) => ({ ...before, add: true }) });
  return (
    <Page title={t.title} actions={mayChange && <Button onClick={add}>{t.add}</Button>}>
      <Answer query={asked} what={t.what}>
        {({ certificates }) => (
          <Stack gap="sm">
            <Checkbox
              label={t.showDeleted}
              checked={deleted === true}
              onChange={({ currentTarget: { checked } }) =>
                void navigate({
                  to: '.',
                  search: (before) => ({ ...before, deleted: checked || undefined }),
                })
              }
            />
            {certificates.length === 0 ? (
              <NoCertificate app={app} {...(mayChange && { onAdd: add })} />
            ) : (
              <Rows app={app} certificates={certificates} />
            )}
          </Stack>
        )}
      </Answer>
    </Page>
  );
}

function Rows({ app, certificates }: { app: string; certificates: readonly CertificateView[] }) {
  const t = useTexts(CERTIFICATES);
  const navigate = useNavigate();
  return (
    <Table
      label={t.of(app)}
      columns={useColumns(app)}
      rows={certificates}
      keyOf={({ id }) => String(id)}
      onOpen={({ id }) =>
        void navigate({
          to: '/a/$app/certificates/$certificate',
          params: { app, certificate: String(id) },
        })
      }
    />
  );
}

function useColumns(app: string): Column<CertificateView>[] {
  const t = useTexts(CERTIFICATES);
  const vendors = useVendors().data ?? [];
  return [
    {
      name: t.columns.id,
      cell: ({ id }) => (
        <Link
          className="id"
          to="/a/$app/certificates/$certificate"
          params={{ app, certificate: String(id) }}
          onClick={(event) => event.stopPropagation()}
        >
          {id}
        </Link>
      ),
    },
    { name: t.columns.vendor, cell: ({ vendor }) => <VendorName id={vendor} vendors={vendors} /> },
    { name: t.columns.name, cell: ({ name }) => name },
    { name: t.columns.state, cell: (certificate) => <Standing app={app} certificate={certificate} /> },
    {
      name: t.columns.bound,
      isNumber: true,
      cell: ({ bindings }) => (bindings === null ? t.notCounted : bindings.toLocaleString()),
    },
    { name: t.columns.accepted, cell: ({ health }) => <Accepted health={health} /> },
    { name: t.columns.version, cell: versionWord },
  ];
}

/** `v3`, or `v2→v3` while the third waits. */
const versionWord = ({ current, next, version }: CertificateView): string =>
  current !== null && next !== null ? `v${current.version}→v${next.version}` : `v${version}`;

function VendorName({ id, vendors }: { id: string; vendors: readonly Vendor[] }) {
  const language = useLanguage();
  const vendor = vendors.find((one) => one.id === id);
  return (
    <span className="certificate-vendor">
      <VendorIcon icon={vendor?.icon} />
      {vendor === undefined ? id : inLanguage(vendor.names, language)}
    </span>
  );
}

const TICK_MS = 10_000;

export function Standing({ app, certificate }: { app: string; certificate: CertificateView }) {
  const t = useTexts(CERTIFICATES);
  const { state, word, untilMs } = standingOf(certificate, useNow(TICK_MS), t);
  const lane = useLanes(app).data?.find(({ certificateId }) => certificateId === certificate.id);
  return (
    <span className="certificate-state">
      <StateBadge state={state} word={word} />
      {untilMs !== undefined && <Countdown untilMs={untilMs} />}
      {state === 'failed' && certificate.health.sinceMs !== undefined && (
        <Moment at={certificate.health.sinceMs} />
      )}
      {lane?.state === 'paused' && <StateBadge state="stopped" word={t.states.paused} />}
    </span>
  );
}

/** Since when the vendor takes the credential; each push that it took is not told here. */
function Accepted({ health }: Pick<CertificateView, 'health'>) {
  const t = useTexts(CERTIFICATES);
  if (health.state !== 'good' || health.sinceMs === undefined) return <>{t.never}</>;
  return <Moment at={health.sinceMs} />;
}

function NoCertificate({ app, onAdd }: { app: string; onAdd?: () => void }) {
  const t = useTexts(CERTIFICATES);
  const vendors = useVendors().data;
  return (
    <Stack align="flex-start" gap="sm" py="lg">
      <Text size="lg" fw={600}>
        {t.empty(app)}
      </Text>
      <Text>{t.emptySays}</Text>
      {onAdd && (
        <Group>
          <Button onClick={onAdd}>{t.add}</Button>
        </Group>
      )}
      {vendors?.[0] && <CommandBlock commands={[createCommand(app, vendors[0])]} />}
    </Stack>
  );
}
