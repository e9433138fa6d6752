// What may be done with a certificate: copy its id, ask the vendor, ring a phone, edit, stop, delete, restore.
import { Button, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answerOf, certificates } from '../../../api/clients';
import { announce } from '../../../parts/announce';
import { Confirm } from '../../../parts/confirm';
import { useMay } from '../../../shell/session';
import { CERTIFICATES } from '../../../texts/certificates';
import { useTexts } from '../../../texts/language';
import { Remove } from './remove';
import { CopyId } from '../form/saved';
import { type CertificateView, useRefresh } from '../queries';
import { TestPush } from './test-push';
import { useChange } from './use-change';

interface ActionsProps {
  app: string;
  certificate: CertificateView;
  etag: string;
}

export function Actions({ app, certificate, etag }: ActionsProps) {
  const mayChange = useMay('operator', app);
  return (
    <>
      <CopyId id={certificate.id} />
      {mayChange && certificate.state === 'deleted' && <Restore app={app} id={certificate.id} />}
      {mayChange && certificate.state !== 'deleted' && <Changing {...{ app, certificate, etag }} />}
    </>
  );
}

function Changing({ app, certificate, etag }: ActionsProps) {
  const t = useTexts(CERTIFICATES);
  const navigate = useNavigate();
  const [isRemoving, setRemoving] = useState(false);
  return (
    <>
      <ProbeButton app={app} id={certificate.id} />
      <TestPush app={app} id={certificate.id} label={t.testPushShort} />
      <Button onClick={() => void navigate({ to: '.', search: (before) => ({ ...before, edit: true }) })}>
        {t.edit}
      </Button>
      <Switch {...{ app, certificate, etag }} />
      <Button variant="default" onClick={() => setRemoving(true)}>
        {t.remove}
      </Button>
      {isRemoving && <Remove {...{ app, certificate, etag }} onClose={() => setRemoving(false)} />}
    </>
  );
}

function ProbeButton({ app, id }: { app: string; id: number }) {
  const t = useTexts(CERTIFICATES);
  const refresh = useRefresh(app);
  const { isBusy, change } = useChange();
  const probe = async (): Promise<void> => {
    const answered = await answerOf(
      certificates.POST('/v1/apps/{app}/certificates/{certificate}/probe', {
        params: { path: { app, certificate: id } },
      }),
    );
    await refresh();
    if (answered.result === 'good')
      return announce(
        answered.checkedHereOnly === undefined ? t.probe.good : t.probe.goodHere(answered.checkedHereOnly),
      );
    const title = answered.result === 'wrong' ? t.probe.wrong : t.probe.unknown;
    announce(`${title} ${t.probe.says} ${answered.says}`, true);
  };
  return (
    <Button variant="default" title={t.probeKey} loading={isBusy} onClick={() => void change(probe)}>
      {t.probeNow}
    </Button>
  );
}

function Switch({ app, certificate, etag }: ActionsProps) {
  const t = useTexts(CERTIFICATES);
  const refresh = useRefresh(app);
  const { isBusy, change } = useChange();
  const [isAsking, setAsking] = useState(false);
  const isOn = certificate.state === 'enabled';
  const asked = {
    params: {
      path: { app, certificate: certificate.id },
      header: { 'If-Match': etag },
    },
  };
  const turn = (): Promise<void> =>
    change(async () => {
      await (isOn
        ? certificates.POST('/v1/apps/{app}/certificates/{certificate}/disable', asked)
        : certificates.POST('/v1/apps/{app}/certificates/{certificate}/enable', asked));
      setAsking(false);
      await refresh();
    });
  return (
    <>
      <Button variant="default" loading={isBusy} onClick={() => (isOn ? setAsking(true) : void turn())}>
        {isOn ? t.disable : t.enable}
      </Button>
      {isAsking && (
        <Confirm
          title={t.disable}
          verb={t.disable}
          isBusy={isBusy}
          onConfirm={() => void turn()}
          onClose={() => setAsking(false)}
        >
          <Text>{t.disableSays}</Text>
        </Confirm>
      )}
    </>
  );
}

function Restore({ app, id }: { app: string; id: number }) {
  const t = useTexts(CERTIFICATES);
  const refresh = useRefresh(app);
  const { isBusy, change } = useChange();
  const restore = async (): Promise<void> => {
    await certificates.POST('/v1/apps/{app}/certificates/{certificate}/restore', {
      params: { path: { app, certificate: id } },
    });
    announce(t.restored(id));
    await refresh();
  };
  return (
    <Button loading={isBusy} onClick={() => void change(restore)}>
      {t.restore}
    </Button>
  );
}
