// A test push: asks first, with the person and the phone by name, then opens the story of what was sent.
import { Checkbox, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answerOf, presence } from '../../api/clients';
import { EXPLAIN } from '../../texts/explain';
import { useTexts } from '../../texts/language';
import { announce } from '../announce';
import { Problem } from '../answer';
import { Confirm } from '../confirm';

interface TestPushProps {
  app: string;
  user: string;
  device: string;
  onClose: () => void;
}

/** Also where the page came by plain HTTP. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');

export function TestPush({ app, user, device, onClose }: TestPushProps) {
  const t = useTexts(EXPLAIN);
  const navigate = useNavigate();
  const [evenIfOnline, setEvenIfOnline] = useState(false);
  // One key for the whole dialog: pressed twice, it rings once.
  const [key] = useState(newKey);
  const push = useMutation({
    mutationFn: () =>
      answerOf(
        presence.POST('/v1/apps/{app}/users/{user}/devices/{device}/test-push', {
          params: { path: { app, user, device }, header: { 'Idempotency-Key': key } },
          body: evenIfOnline ? { evenIfOnline } : {},
        }),
      ),
    onSuccess: ({ messageId }) => {
      announce(t.testPushSent);
      onClose();
      void navigate({
        to: '/a/$app/messages/$message',
        params: { app, message: messageId },
        search: { user, device },
      });
    },
  });
  return (
    <Confirm
      title={t.testPushTitle}
      verb={t.send}
      isBusy={push.isPending}
      onConfirm={() => push.mutate()}
      onClose={onClose}
    >
      <Text>{t.testPushSays(user, device)}</Text>
      <Checkbox
        label={t.evenIfOnline}
        checked={evenIfOnline}
        onChange={(event) => setEvenIfOnline(event.currentTarget.checked)}
      />
      {push.isError && <Problem error={push.error} />}
    </Confirm>
  );
}
