// One certificate in full: what is set, its versions, who is bound under it, who changed what; and what may be done with it.
import { Group, Stack, Tabs, Text } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ApiProblem } from '../../../api/problem';
import { Answer, Empty } from '../../../parts/answer';
import { inLanguage, type Vendor } from '../../../parts/form/descriptor';
import { Page } from '../../../parts/page';
import { useMay } from '../../../shell/session';
import { CERTIFICATES } from '../../../texts/certificates';
import { useLanguage, useTexts } from '../../../texts/language';
import { Actions } from './actions';
import { AuditTab } from './audit';
import { BindingsTab } from './bindings';
import { EditDrawer } from '../form/edit';
import { Standing } from '../list';
import { Overview } from './overview';
import { type CertificateView, useCertificate, useVendors } from '../queries';
import { VersionsTab } from './versions';

const TABS = ['overview', 'versions', 'bindings', 'audit'] as const;
type Tab = (typeof TABS)[number];
const isTab = (word: unknown): word is Tab => TABS.some((tab) => tab === word);

export function CertificateDetail({ app, certificate }: { app: string; certificate: string }) {
  const t = useTexts(CERTIFICATES);
  const language = useLanguage();
  const id = Number(certificate);
  const asked = useCertificate(app, id);
  const known = asked.data;
  const vendor = useVendors().data?.find((one) => one.id === known?.certificate.vendor);
  const vendorName = vendor ? inLanguage(vendor.names, language) : (known?.certificate.vendor ?? '');
  if (asked.error instanceof ApiProblem && asked.error.status === 404)
    return <Missing {...{ app, certificate }} />;
  return (
    <Page
      title={known ? `${id} ${vendorName} · ${known.certificate.name}` : `${t.title} ${certificate}`}
      actions={known && <Actions app={app} certificate={known.certificate} etag={known.etag} />}
    >
      <Answer query={asked} what={t.title}>
        {(one) => <Known app={app} vendor={vendor} {...one} />}
      </Answer>
    </Page>
  );
}

interface KnownProps {
  app: string;
  certificate: CertificateView;
  etag: string;
  vendor: Vendor | undefined;
}

function Known({ app, certificate, etag, vendor }: KnownProps) {
  const t = useTexts(CERTIFICATES);
  const navigate = useNavigate();
  const { tab: wanted, edit } = useSearch({ strict: false });
  const mayChange = useMay('operator', app);
  const tab: Tab = isTab(wanted) ? wanted : 'overview';
  const go = (next: string | null) =>
    void navigate({ to: '.', search: (before) => ({ ...before, tab: next ?? 'overview' }) });
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Standing app={app} certificate={certificate} />
        <Link to="/a/$app/certificates" params={{ app }}>
          {t.toList}
        </Link>
      </Group>
      <Tabs value={tab} onChange={go} keepMounted={false}>
        <Tabs.List>
          {TABS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t.tabs[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="overview" pt="md">
          <Overview app={app} certificate={certificate} vendor={vendor} />
        </Tabs.Panel>
        <Tabs.Panel value="versions" pt="md">
          <VersionsTab app={app} certificate={certificate} etag={etag} />
        </Tabs.Panel>
        <Tabs.Panel value="bindings" pt="md">
          <BindingsTab app={app} id={certificate.id} />
        </Tabs.Panel>
        <Tabs.Panel value="audit" pt="md">
          <AuditTab app={app} id={certificate.id} />
        </Tabs.Panel>
      </Tabs>
      {mayChange && edit === true && vendor && (
        <EditDrawer app={app} vendor={vendor} certificate={certificate} etag={etag} />
      )}
    </Stack>
  );
}

function Missing({ app, certificate }: { app: string; certificate: string }) {
  const t = useTexts(CERTIFICATES);
  return (
    <Page title={`${t.title} ${certificate}`}>
      <Empty title={t.missing(certificate)}>
        <Text>
          <Link to="/a/$app/certificates" params={{ app }}>
            {t.toList}
          </Link>
        </Text>
      </Empty>
    </Page>
  );
}
