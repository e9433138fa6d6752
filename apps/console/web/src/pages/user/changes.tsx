// What an operator may do to a user's devices, and to all that is kept of the user. Each asks first and names person and device.
import { Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, deliveryLog, deviceBindings, presence } from '../../api/clients';
import { announce } from '../../parts/announce';
import { Problem } from '../../parts/answer';
import { Confirm } from '../../parts/confirm';
import { useTexts } from '../../texts/language';
import { USER } from '../../texts/user';

interface OfUser {
  app: string;
  user: string;
  onClose: () => void;
}
type OfDevice = OfUser & { device: string };

/** Says what happened, and asks everything about the user anew. */
function useChange<T>(of: OfUser, call: () => Promise<T>, wordOf: (answer: T) => string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: (answer) => {
      announce(wordOf(answer));
      of.onClose();
      void queries.invalidateQueries({ queryKey: ['user', of.app, of.user] });
    },
  });
}

export function Unbind({ app, user, device, onClose }: OfDevice) {
  const t = useTexts(USER);
  const path = { app, user, device };
  const change = useChange(
    { app, user, onClose },
    () =>
      answerOf(
        deviceBindings.DELETE('/v1/apps/{app}/users/{user}/devices/{device}/binding', { params: { path } }),
      ),
    () => t.unbound,
  );
  return (
    <Confirm
      title={t.unbindTitle}
      verb={t.unbind}
      isBusy={change.isPending}
      onConfirm={() => change.mutate()}
      onClose={onClose}
    >
      <Text>{t.unbindSays(user, device)}</Text>
      {change.isError && <Problem error={change.error} />}
    </Confirm>
  );
}

export function LogOut({ app, user, device, onClose }: OfDevice) {
  const t = useTexts(USER);
  const path = { app, user, device };
  const change = useChange(
    { app, user, onClose },
    () =>
      answerOf(presence.POST('/v1/apps/{app}/users/{user}/devices/{device}/log-out', { params: { path } })),
    () => t.loggedOut,
  );
  return (
    <Confirm
      title={t.logOutTitle}
      verb={t.logOut}
      isDangerous
      isBusy={change.isPending}
      onConfirm={() => change.mutate()}
      onClose={onClose}
    >
      <Text>{t.logOutSays(user, device)}</Text>
      {change.isError && <Problem error={change.error} />}
    </Confirm>
  );
}

export function Erase({ app, user, onClose }: OfUser) {
  const t = useTexts(USER);
  const change = useChange(
    { app, user, onClose },
    () =>
      answerOf(deliveryLog.POST('/v1/apps/{app}/users/{user}/erase', { params: { path: { app, user } } })),
    ({ isDone }) => (isDone ? t.erased : t.erasing),
  );
  return (
    <Confirm
      title={t.eraseTitle}
      verb={t.erase}
      word={user}
      isDangerous
      isBusy={change.isPending}
      onConfirm={() => change.mutate()}
      onClose={onClose}
    >
      <Text>{t.eraseSays(user)}</Text>
      {change.isError && <Problem error={change.error} />}
    </Confirm>
  );
}
