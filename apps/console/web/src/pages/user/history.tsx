// What happened to the bindings of a user, and why.
import { Text } from '@mantine/core';
import { Moment } from '../../parts/moment';
import { useReasons } from '../../parts/story/reasons';
import { Table } from '../../parts/table';
import { useTexts } from '../../texts/language';
import { USER } from '../../texts/user';
import type { BindingChange } from './asks';

export function History({ changes }: { changes: readonly BindingChange[] }) {
  const t = useTexts(USER);
  const reasons = useReasons().data?.reasons ?? [];
  const meaningOf = (cause: string): string | undefined =>
    reasons.find(({ kind, code }) => (kind === 'report' || kind === 'address') && code === cause)?.means;
  if (changes.length === 0) return <Text>{t.noHistory}</Text>;
  return (
    <Table
      label={t.history}
      rows={changes}
      keyOf={({ device, session, change, cause, recordedAtMs }) =>
        `${device}/${session}/${change}/${cause}/${recordedAtMs}`
      }
      columns={[
        { name: t.at, cell: ({ atMs }) => <Moment at={atMs} /> },
        { name: t.device, cell: ({ device }) => <span className="id">{device}</span> },
        { name: t.change, cell: ({ change }) => t.changes[change] },
        {
          name: t.cause,
          cell: ({ cause }) => <span title={meaningOf(cause)}>{cause}</span>,
        },
        { name: t.certificate, isNumber: true, cell: ({ certificateId }) => certificateId ?? '–' },
      ]}
    />
  );
}
