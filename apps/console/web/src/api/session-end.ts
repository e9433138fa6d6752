// Tells the shell that the session has ended, whoever noticed it.

const ended = new EventTarget();

export const announceSessionEnd = (): void => void ended.dispatchEvent(new Event('ended'));

/** @returns what ends the listening. */
export function onSessionEnd(listener: () => void): () => void {
  ended.addEventListener('ended', listener);
  return () => ended.removeEventListener('ended', listener);
}
