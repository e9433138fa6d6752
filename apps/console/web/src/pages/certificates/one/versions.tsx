// All versions of a certificate, also those that are over, and the button that cancels the one that waits.
import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, certificates } from '../../../api/clients';
import type { components } from '../../../api/types/certificates';
import { Answer } from '../../../parts/answer';
import { Confirm } from '../../../parts/confirm';
import { Moment } from '../../../parts/moment';
import { type State, StateBadge } from '../../../parts/state';
import { Table } from '../../../parts/table';
import { useMay } from '../../../shell/session';
import { CERTIFICATE_TABS } from '../../../texts/certificate-tabs';
import { CERTIFICATES } from '../../../texts/certificates';
import { useTexts } from '../../../texts/language';
import { Countdown } from '../countdown';
import { type CertificateView, useRefresh } from '../queries';
import { useChange } from './use-change';

type Past = components['schemas']['PastVersion'];

const STATES: Record<Past['state'], State> = {
  waiting: 'waiting',
  'in-force': 'done',
  superseded: 'healed',
  replaced: 'healed',
  cancelled: 'stopped',
};

interface VersionsTabProps {
  app: string;
  certificate: CertificateView;
  etag: string;
}

export function VersionsTab({ app, certificate, etag }: VersionsTabProps) {
  const t = { ...useTexts(CERTIFICATES), ...useTexts(CERTIFICATE_TABS) };
  const { id, current, next } = certificate;
  const asked = useQuery({
    // Another one is in force, or was saved: asked anew.
    queryKey: ['certificates', app, 'versions', id, current?.version, next?.version],
    queryFn: ({ signal }) =>
      answerOf(
        certificates.GET('/v1/apps/{app}/certificates/{certificate}/versions', {
          params: { path: { app, certificate: id } },
          signal,
        }),
      ),
  });
  const mayChange = useMay('operator', app);
  const columns = t.versionColumns;
  return (
    <Stack>
      {mayChange && current && next && (
        <CancelVersion {...{ app, id, etag }} version={next.version} current={current.version} />
      )}
      <Answer query={asked} what={t.tabs.versions}>
        {({ versions }) => (
          <Table<Past>
            label={t.tabs.versions}
            rows={versions}
            keyOf={({ version }) => String(version)}
            columns={[
              { name: columns.version, cell: ({ version }) => `v${version}` },
              {
                name: columns.state,
                cell: ({ state }) => <StateBadge state={STATES[state]} word={t.versionStates[state]} />,
              },
              {
                name: columns.effective,
                cell: ({ state, effectiveAtMs }) =>
                  state === 'waiting' ? (
                    <Countdown untilMs={effectiveAtMs} />
                  ) : state === 'cancelled' || state === 'replaced' ? (
                    '–'
                  ) : (
                    <Moment at={effectiveAtMs} />
                  ),
              },
              { name: columns.saved, cell: ({ savedAtMs }) => <Moment at={savedAtMs} /> },
              { name: columns.by, cell: ({ savedBy }) => savedBy },
              {
                name: columns.fingerprint,
                cell: ({ fingerprint }) => <span className="id">{fingerprint ?? '–'}</span>,
              },
            ]}
          />
        )}
      </Answer>
    </Stack>
  );
}

interface CancelVersionProps {
  app: string;
  id: number;
  etag: string;
  version: number;
  current: number;
}

function CancelVersion({ app, id, etag, version, current }: CancelVersionProps) {
  const t = { ...useTexts(CERTIFICATES), ...useTexts(CERTIFICATE_TABS) };
  const refresh = useRefresh(app);
  const { isBusy, change } = useChange();
  const [isAsking, setAsking] = useState(false);
  const cancel = (): Promise<void> =>
    change(async () => {
      await certificates.POST('/v1/apps/{app}/certificates/{certificate}/versions/{version}/cancel', {
        params: { path: { app, certificate: id, version: String(version) }, header: { 'If-Match': etag } },
      });
      setAsking(false);
      await refresh();
    });
  return (
    <Group>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t.cancelVersion(version)}
      </Button>
      {isAsking && (
        <Confirm
          title={t.cancelVersion(version)}
          verb={t.cancelVersion(version)}
          isBusy={isBusy}
          onConfirm={() => void cancel()}
          onClose={() => setAsking(false)}
        >
          <Text>{t.cancelVersionSays(version, current)}</Text>
        </Confirm>
      )}
    </Group>
  );
}
