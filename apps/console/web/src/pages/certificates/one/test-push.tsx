// Rings a phone that is bound under the certificate, on purpose: whom and which phone is chosen and confirmed first.
import { Button, Checkbox, Radio, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answerOf, presence } from '../../../api/clients';
import { announce } from '../../../parts/announce';
import { Problem } from '../../../parts/answer';
import { Confirm } from '../../../parts/confirm';
import { CERTIFICATES } from '../../../texts/certificates';
import { useTexts } from '../../../texts/language';
import { useBound } from '../queries';

/** More are found by their user. */
const SHOWN = 20;

interface TestPushProps {
  app: string;
  id: number;
  label: string;
}

export function TestPush({ app, id, label }: TestPushProps) {
  const t = useTexts(CERTIFICATES);
  const [isOpen, setOpen] = useState(false);
  const [message, setMessage] = useState<string>();
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {label}
      </Button>
      {message !== undefined && (
        <Link to="/a/$app/messages/$message" params={{ app, message }}>
          {t.toStory}
        </Link>
      )}
      {isOpen && (
        <ChoosePhone
          {...{ app, id }}
          onClose={() => setOpen(false)}
          onSent={(sent) => {
            setOpen(false);
            setMessage(sent);
          }}
        />
      )}
    </>
  );
}

interface ChoosePhoneProps {
  app: string;
  id: number;
  onClose: () => void;
  onSent: (message: string) => void;
}

function ChoosePhone({ app, id, onClose, onSent }: ChoosePhoneProps) {
  const t = useTexts(CERTIFICATES);
  const bound = (useBound(app, id, SHOWN).data?.users ?? []).filter(({ state }) => state === 'bound');
  const [chosen, setChosen] = useState(0);
  const [evenIfOnline, setEvenIfOnline] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const phone = bound[chosen];
  const send = async (): Promise<void> => {
    if (phone === undefined) return onClose();
    setBusy(true);
    try {
      const { user, device } = phone;
      const sent = await answerOf(
        presence.POST('/v1/apps/{app}/users/{user}/devices/{device}/test-push', {
          params: { path: { app, user, device } },
          body: { ...(evenIfOnline && { evenIfOnline }) },
        }),
      );
      announce(t.testPushSent(user, device));
      onSent(sent.messageId);
    } catch (caught) {
      setError(caught);
      setBusy(false);
    }
  };
  return (
    <Confirm
      title={t.testPushTitle}
      verb={phone === undefined ? t.close : t.testPushSend}
      isBusy={isBusy}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      {error !== undefined && <Problem error={error} />}
      {bound.length === 0 ? (
        <Text>{t.noneBound}</Text>
      ) : (
        <>
          <Radio.Group
            label={t.testPushSays}
            value={String(chosen)}
            onChange={(value) => setChosen(Number(value))}
          >
            <Stack gap={6} mt="xs">
              {bound.map(({ user, device }, at) => (
                <Radio key={`${user} ${device}`} value={String(at)} label={t.testPushTo(user, device)} />
              ))}
            </Stack>
          </Radio.Group>
          <Checkbox
            label={t.evenIfOnline}
            checked={evenIfOnline}
            onChange={(event) => setEvenIfOnline(event.currentTarget.checked)}
          />
        </>
      )}
    </Confirm>
  );
}
