// Settles letters that nobody needs, with a reason.
import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { announce } from '../../parts/announce';
import { Problem } from '../../parts/answer';
import { Confirm } from '../../parts/confirm';
import { LETTERS } from '../../texts/dead-letters';
import { useTexts } from '../../texts/language';
import { type Meant, type Scope, useDiscard } from './asks';

interface DiscardProps {
  scope: Scope;
  meant: Meant;
  count: number;
  onClose: () => void;
}

export function DiscardDialog({ scope, meant, count, onClose }: DiscardProps) {
  const t = useTexts(LETTERS);
  const [because, setBecause] = useState('');
  const discard = useDiscard(scope);
  const confirm = () => {
    if (because.trim() === '') return;
    discard.mutate(
      { ...meant, because: because.trim() },
      {
        onSuccess: (discarded) => {
          announce(t.discarded(discarded));
          onClose();
        },
      },
    );
  };
  return (
    <Confirm
      title={t.discardTitle(count)}
      verb={t.discard}
      isBusy={discard.isPending}
      isDangerous
      onConfirm={confirm}
      onClose={onClose}
    >
      <Text>{t.discardEffect}</Text>
      <TextInput
        label={t.discardReason}
        value={because}
        required
        maxLength={200}
        data-autofocus
        onChange={(event) => setBecause(event.currentTarget.value)}
      />
      {discard.error && <Problem error={discard.error} />}
    </Confirm>
  );
}
