// Virtual phones, vendor weather, and what happens as commands: all of it happens in the sandbox's server, nothing in the browser.
import { Alert, Button, Stack, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { announce } from '../../parts/announce';
import { Answer, Empty } from '../../parts/answer';
import { Page } from '../../parts/page';
import { useMay } from '../../shell/session';
import { useTexts } from '../../texts/language';
import { SANDBOX } from '../../texts/sandbox';
import { SHELL } from '../../texts/shell';
import { AddPhone } from './add-phone';
import {
  type Happening,
  type Phone,
  useDemo,
  useFollow,
  useHappenings,
  usePhones,
  useReset,
  useSandbox,
} from './asks';
import { Happenings } from './happenings';
import { JustDid } from './commands';
import { PhoneCard } from './phone-card';
import './sandbox.css';
import { SendMessage } from './send-message';
import { WeatherPanel } from './weather-panel';

export function SandboxPage() {
  const { pages } = useTexts(SHELL);
  const t = useTexts(SANDBOX);
  const { app } = useParams({ from: '/a/$app/sandbox' });
  const may = useMay('operator', app);
  const phones = usePhones();
  const happenings = useHappenings();
  const [did, setDid] = useState<Happening>();
  useFollow();
  return (
    <Page title={pages.sandbox} actions={may && <Actions app={app} />}>
      <Notices />
      <WeatherPanel may={may} />
      <Answer query={phones} what={t.what}>
        {(all) => {
          const here = all.filter((phone) => phone.app === app);
          const happened = happenings.data ?? [];
          return (
            <div className="sandbox">
              <PhoneGrid phones={here} happened={happened} may={may} onDid={setDid} />
              <Stack gap="lg" className="sandbox-side">
                {may && <SendMessage app={app} phones={here} onDid={setDid} />}
                {did && <JustDid happening={did} />}
                <Happenings app={app} phones={here} happened={happened} />
              </Stack>
            </div>
          );
        }}
      </Answer>
    </Page>
  );
}

interface GridProps {
  phones: readonly Phone[];
  happened: readonly Happening[];
  may: boolean;
  onDid: (happening: Happening) => void;
}

function PhoneGrid({ phones, happened, may, onDid }: GridProps) {
  const t = useTexts(SANDBOX);
  if (phones.length === 0)
    return (
      <Empty title={t.noPhones}>
        <Text>{t.noPhonesHint}</Text>
      </Empty>
    );
  return (
    <div className="phones">
      {phones.map((phone) => (
        <PhoneCard key={phone.id} phone={phone} happened={happened} may={may} onDid={onDid} />
      ))}
    </div>
  );
}

function Notices() {
  const t = useTexts(SANDBOX);
  const { data } = useSandbox();
  if (data === undefined || (data.hasKafka && data.isUpToDate)) return null;
  return (
    <Alert color="yellow" variant="outline" role="alert">
      {data.hasKafka ? t.deaf : t.noKafka}
    </Alert>
  );
}

function Actions({ app }: { app: string }) {
  const t = useTexts(SANDBOX);
  const [isAdding, setAdding] = useState(false);
  const demo = useDemo(app, (ms) => announce(t.demoDone(ms)));
  const reset = useReset(app, () => announce(t.resetDone));
  return (
    <>
      <Button variant="default" onClick={() => setAdding(true)}>
        {t.addPhone}
      </Button>
      <Button onClick={() => demo.mutate()} loading={demo.isPending}>
        {t.demo}
      </Button>
      <Button variant="default" onClick={() => reset.mutate()} loading={reset.isPending}>
        {t.reset}
      </Button>
      {isAdding && <AddPhone app={app} onClose={() => setAdding(false)} />}
    </>
  );
}
