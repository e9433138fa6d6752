// A further phone: under which certificate, whose, and how it is at first.
import { Button, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, certificates } from '../../api/clients';
import { Answer } from '../../parts/answer';
import { useVendorName } from '../../parts/story/reasons';
import { useTexts } from '../../texts/language';
import { SANDBOX } from '../../texts/sandbox';
import { SHELL } from '../../texts/shell';
import { useAdd } from './asks';

const AT_MOST = 200;

export function AddPhone({ app, onClose }: { app: string; onClose: () => void }) {
  const t = useTexts(SANDBOX);
  const { close, pages } = useTexts(SHELL);
  const asked = useQuery({
    queryKey: ['certificates', app, 'for-phones'],
    queryFn: ({ signal }) =>
      answerOf(
        certificates.GET('/v1/apps/{app}/certificates', {
          signal,
          params: { path: { app }, query: { limit: AT_MOST } },
        }),
      ),
  });
  return (
    <Modal opened onClose={onClose} title={t.addPhone} closeButtonProps={{ 'aria-label': close }}>
      <Answer query={asked} what={pages.certificates}>
        {({ certificates: all }) =>
          all.length === 0 ? <Text>{t.noCertificate}</Text> : <Form app={app} all={all} onClose={onClose} />
        }
      </Answer>
    </Modal>
  );
}

interface FormProps {
  app: string;
  all: readonly { readonly id: number; readonly vendor: string; readonly name: string }[];
  onClose: () => void;
}

type Begins = keyof (typeof SANDBOX)['en']['beginnings'];

function Form({ app, all, onClose }: FormProps) {
  const t = useTexts(SANDBOX);
  const nameOf = useVendorName();
  const [certificateId, setCertificate] = useState(all[0]?.id ?? 0);
  const [user, setUser] = useState('');
  const [begins, setBegins] = useState<Begins>('foreground');
  const add = useAdd(onClose);
  const vendor = all.find(({ id }) => id === certificateId)?.vendor ?? '';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate({ app, vendor, certificateId, user, begins });
      }}
    >
      <Stack>
        <NativeSelect
          label={t.certificateLabel}
          value={String(certificateId)}
          data={all.map(({ id, vendor: of, name }) => ({
            value: String(id),
            label: `${nameOf(of)} · ${id} · ${name}`,
          }))}
          onChange={(event) => setCertificate(Number(event.currentTarget.value))}
        />
        <TextInput
          label={t.user}
          value={user}
          required
          maxLength={128}
          data-autofocus
          onChange={(event) => setUser(event.currentTarget.value)}
        />
        <NativeSelect
          label={t.begins}
          value={begins}
          data={Object.entries(t.beginnings).map(([value, label]) => ({ value, label }))}
          onChange={(event) => setBegins(event.currentTarget.value as Begins)}
        />
        <Button type="submit" loading={add.isPending} disabled={user.trim() === ''}>
          {t.add}
        </Button>
      </Stack>
    </form>
  );
}
