// The lanes as a table, one row a certificate.
import { Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Moment } from '../../parts/moment';
import { StateBadge } from '../../parts/state';
import { useVendorName } from '../../parts/story/reasons';
import { Table } from '../../parts/table';
import { LANES } from '../../texts/lanes';
import { TAGS, useLanguage, useTexts } from '../../texts/language';
import type { ShownLane } from './asks';
import { ageMsOf, ageWord, needsCredential, stateOf } from './lane-words';

interface LaneTableProps {
  app: string;
  lanes: readonly ShownLane[];
  atMs: number;
  onOpen: (lane: ShownLane) => void;
  openKey: string | undefined;
}

export function LaneTable({ app, lanes, atMs, onOpen, openKey }: LaneTableProps) {
  const t = useTexts(LANES);
  const vendorName = useVendorName();
  const numbers = new Intl.NumberFormat(TAGS[useLanguage()], { maximumFractionDigits: 1 });
  return (
    <Table
      label={t.table}
      rows={lanes}
      keyOf={({ certificateId }) => String(certificateId)}
      onOpen={onOpen}
      openKey={openKey}
      columns={[
        { name: t.certificate, cell: (lane) => <span className="id">{lane.certificateId}</span> },
        { name: t.vendor, cell: ({ vendor }) => vendorName(vendor) },
        { name: t.state, cell: (lane) => <LaneState app={app} lane={lane} /> },
        { name: t.backlog, isNumber: true, cell: ({ backlog }) => <Backlog backlog={backlog} /> },
        { name: t.oldest, isNumber: true, cell: (lane) => ageWord(ageMsOf(lane, atMs)) },
        { name: t.inFlight, isNumber: true, cell: (lane) => `${lane.inFlight}/${lane.mostInFlight}` },
        { name: t.rate, isNumber: true, cell: (lane) => numbers.format(lane.answersPerSecond) },
        { name: t.p95, isNumber: true, cell: ({ latency }) => (latency ? `${latency.p95Ms} ms` : '–') },
        { name: t.errors, cell: ({ errors }) => <Errors errors={errors} /> },
        { name: t.quota, cell: ({ quota }) => <QuotaCell quota={quota} /> },
      ]}
    />
  );
}

export function LaneState({ app, lane }: { app?: string; lane: ShownLane }): ReactNode {
  const t = useTexts(LANES);
  return (
    <Group gap={6} wrap="nowrap">
      <StateBadge state={stateOf(lane)} word={t.states[lane.state]} />
      {lane.untilMs !== undefined && (
        <Text size="sm" component="span">
          {t.until} <Moment at={lane.untilMs} />
        </Text>
      )}
      {app !== undefined && needsCredential(lane) && <FixCredential app={app} lane={lane} />}
    </Group>
  );
}

export function FixCredential({ app, lane }: { app: string; lane: ShownLane }) {
  const t = useTexts(LANES);
  const params = { app, certificate: String(lane.certificateId) };
  return (
    <Link
      to="/a/$app/certificates/$certificate"
      params={params}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      {t.fixCredential}
    </Link>
  );
}

export function Backlog({ backlog }: Pick<ShownLane, 'backlog'>) {
  const t = useTexts(LANES);
  const count = backlog.targets.toLocaleString(TAGS[useLanguage()]);
  return <>{backlog.isMore ? t.moreThan(count) : count}</>;
}

/** The most frequent, with their count. The panel has all, with the vendor's words. */
function Errors({ errors }: Pick<ShownLane, 'errors'>) {
  const t = useTexts(LANES);
  const [first, second, ...rest] = errors;
  if (first === undefined)
    return (
      <Text component="span" size="sm" c="dimmed">
        {t.noErrors}
      </Text>
    );
  return (
    <span>
      {[first, second].map(
        (one) =>
          one && (
            <span key={`${one.verdict} ${one.code}`} className="id">{`${one.code} ×${one.count} `}</span>
          ),
      )}
      {rest.length > 0 && t.moreErrors(rest.length)}
    </span>
  );
}

export function QuotaCell({ quota }: Pick<ShownLane, 'quota'>) {
  const t = useTexts(LANES);
  const why = { none: t.quotaNone, spent: t.quotaSpent, unknown: t.quotaUnknown }[quota.is];
  if (quota.is === 'spent')
    return (
      <span title={why}>
        <StateBadge state="waiting" word={t.quotas.spent} />{' '}
        {quota.untilMs !== undefined && <Moment at={quota.untilMs} />}
      </span>
    );
  return quota.is === 'none' ? (
    <span title={why}>{t.quotas.none}</span>
  ) : (
    <span title={why}>
      <StateBadge state="unknown" word={t.quotas.unknown} />
    </span>
  );
}
