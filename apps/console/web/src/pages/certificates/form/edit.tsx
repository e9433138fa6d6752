// Editing a certificate: the form as it stands, with the secrets empty. It keeps what it began with, so that a change by someone else is
// noticed by the service and not overwritten.
import { Alert, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { announce } from '../../../parts/announce';
import { Drawer } from '../../../parts/drawer';
import type { Vendor } from '../../../parts/form/descriptor';
import { CERTIFICATES } from '../../../texts/certificates';
import { useTexts } from '../../../texts/language';
import { CertificateForm } from './certificate-form';
import type { CertificateView } from '../queries';

interface EditDrawerProps {
  app: string;
  vendor: Vendor;
  certificate: CertificateView;
  etag: string;
}

export function EditDrawer({ app, vendor, certificate, etag }: EditDrawerProps) {
  const t = useTexts(CERTIFICATES);
  const navigate = useNavigate();
  const [begun, begin] = useState({ certificate, etag });
  const close = (): void => void navigate({ to: '.', search: (before) => ({ ...before, edit: undefined }) });
  const isOther = revisionOf(begun.etag) !== revisionOf(etag);
  return (
    <Drawer title={t.editOf(certificate.id)} onClose={close} isKept isWide>
      <Stack>
        {isOther && (
          <Alert color="yellow" variant="outline" role="alert">
            {t.changedMeanwhile}
          </Alert>
        )}
        <CertificateForm
          app={app}
          vendor={vendor}
          edited={isOther ? { ...begun, etag } : begun}
          onCancel={close}
          onSaved={({ certificate: saved, isProven }) => {
            begin({ certificate: saved, etag });
            announce(isProven ? t.savedProven : t.savedNotProven);
            close();
          }}
        />
      </Stack>
    </Drawer>
  );
}

/** The number of the change; the rest of a tag is about health, which an edit does not touch. */
const revisionOf = (etag: string): string | undefined => /^"?(\d+)\./.exec(etag)?.[1];
