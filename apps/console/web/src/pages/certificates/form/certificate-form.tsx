// The form of a certificate, new or edited: fields as the vendor describes them, checked at the vendor first, saved then.
import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { Problem } from '../../../parts/answer';
import { idOf } from '../../../parts/form/context';
import type { Vendor } from '../../../parts/form/descriptor';
import { FormFields } from '../../../parts/form/fields';
import { CERTIFICATES } from '../../../texts/certificates';
import { useTexts } from '../../../texts/language';
import { WhatHappens } from './what-happens';
import { Probed } from './probed';
import type { Draft } from './save';
import type { SavedCertificate } from './saved';
import { useCertificateForm } from './use-certificate-form';

interface CertificateFormProps {
  app: string;
  vendor: Vendor;
  edited?: Draft['edited'];
  onSaved: (saved: SavedCertificate) => void;
  onCancel: () => void;
}

export function CertificateForm({ app, vendor, edited, onSaved, onCancel }: CertificateFormProps) {
  const t = useTexts(CERTIFICATES);
  const element = useRef<HTMLFormElement>(null);
  const form = useCertificateForm({ app, vendor, edited, onSaved, element });
  const isBusy = form.step === 'checking' || form.step === 'saving';
  return (
    <form
      ref={element}
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void form.checkAndSave();
      }}
    >
      <div className="certificate-form">
        <Stack gap="md">
          <TextInput
            id={idOf('name')}
            label={t.name}
            description={t.nameHint}
            error={form.problems['name']}
            value={form.name}
            withAsterisk
            autoComplete="off"
            data-autofocus
            autoFocus
            onChange={(event) => form.setName(event.currentTarget.value)}
          />
          <FormFields form={form.fields} />
          <Checkbox
            label={t.now}
            checked={form.isNow}
            onChange={(event) => form.setNow(event.currentTarget.checked)}
          />
          {form.error !== undefined && <Problem error={form.error} />}
          {form.general !== '' && (
            <Text role="alert" c="var(--state-failed)">
              {form.general}
            </Text>
          )}
          {form.probe && <Probed vendor={vendor} probe={form.probe} />}
          <Group justify="flex-end">
            {isBusy && (
              <Text role="status" size="sm" c="dimmed">
                {t.checking}
              </Text>
            )}
            <Button variant="default" onClick={isBusy ? form.stop : onCancel}>
              {t.cancel}
            </Button>
            {form.probe && (
              <Button variant="default" disabled={isBusy} onClick={() => void form.saveNotProven()}>
                {t.saveAnyway}
              </Button>
            )}
            <Button type="submit" loading={isBusy}>
              {t.checkAndSave}
            </Button>
          </Group>
        </Stack>
        <WhatHappens app={app} vendor={vendor} edited={edited?.certificate} isNow={form.isNow} />
      </div>
    </form>
  );
}
