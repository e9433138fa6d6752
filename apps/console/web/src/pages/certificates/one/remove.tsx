// Deleting a certificate: refused while bindings name it, with their number and who they are; forced only by typing the id.
import { Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { certificates } from '../../../api/clients';
import { announce } from '../../../parts/announce';
import { Confirm } from '../../../parts/confirm';
import { CERTIFICATES } from '../../../texts/certificates';
import { useTexts } from '../../../texts/language';
import { type CertificateView, useBound, useRefresh } from '../queries';
import { useChange } from './use-change';

interface RemoveProps {
  app: string;
  certificate: CertificateView;
  etag: string;
  onClose: () => void;
}

/** As many names as one looks at. */
const NAMED = 5;

export function Remove({ app, certificate, etag, onClose }: RemoveProps) {
  const t = useTexts(CERTIFICATES);
  const refresh = useRefresh(app);
  const { isBusy, change } = useChange();
  const { id } = certificate;
  const bindings = certificate.bindings ?? 0;
  const isUsed = bindings > 0;
  // What was unused when this opened, and is used by now, is refused by the service: nothing is forced unseen.
  const [wasUsed] = useState(isUsed);
  const remove = (): Promise<void> =>
    change(async () => {
      await certificates.DELETE('/v1/apps/{app}/certificates/{certificate}', {
        params: {
          path: { app, certificate: id },
          query: wasUsed ? { force: true } : {},
          header: { 'If-Match': etag },
        },
      });
      announce(t.removed(id));
      onClose();
      await refresh();
    });
  return (
    <Confirm
      title={t.removeTitle(id)}
      verb={wasUsed ? t.removeForce : t.remove}
      isDangerous
      isBusy={isBusy}
      {...(wasUsed && { word: String(id) })}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <Stack gap="xs">
        {isUsed && <Used app={app} id={id} count={bindings} onClose={onClose} />}
        <Text>{t.removeSays}</Text>
      </Stack>
    </Confirm>
  );
}

interface UsedProps {
  app: string;
  id: number;
  count: number;
  onClose: () => void;
}

function Used({ app, id, count, onClose }: UsedProps) {
  const t = useTexts(CERTIFICATES);
  const users = useBound(app, id, NAMED).data?.users ?? [];
  const names = [...new Set(users.map(({ user }) => user))];
  return (
    <>
      <Text role="alert" fw={600}>
        {t.removeInUse(count)}
      </Text>
      {names.length > 0 && (
        <>
          <Text>{t.removeUnreachable}</Text>
          <ul style={{ margin: 0, paddingInlineStart: 20 }}>
            {names.map((user) => (
              <li key={user}>{user}</li>
            ))}
            {count > users.length && <li>{t.removeMore}</li>}
          </ul>
        </>
      )}
      <Link
        to="/a/$app/certificates/$certificate"
        params={{ app, certificate: String(id) }}
        search={{ tab: 'bindings' }}
        onClick={onClose}
      >
        {t.toBindings}
      </Link>
    </>
  );
}
