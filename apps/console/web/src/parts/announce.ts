// Tells what happened, in a corner that screen readers hear (a polite live region).
import { notifications } from '@mantine/notifications';
import { languageFor } from '../texts/language';
import { SHELL } from '../texts/shell';

/** @param isBad it needs a person, and stays until it is closed. */
export const announce = (message: string, isBad = false): void =>
  void notifications.show({
    message,
    color: isBad ? 'red' : 'teal',
    autoClose: isBad ? false : 4_000,
    closeButtonProps: { 'aria-label': SHELL[languageFor([document.documentElement.lang])].close },
  });
