// Cuts a slice of messages so that one portion asks for a bounded number of recipients: a thousand group messages with a thousand
// recipients each would be a million sessions in memory at once.

/** About 30 MB of sessions, lists and records. */
export const MAX_RECIPIENTS = 20_000;

/** In order; a portion has at least one message. */
export function portions<M extends { event: { recipients: readonly string[] } }>(
  batch: readonly M[],
  maxRecipients = MAX_RECIPIENTS,
): M[][] {
  const cut: M[][] = [];
  let room = 0;
  for (const message of batch) {
    const wanted = message.event.recipients.length;
    if (wanted > room || cut.length === 0) {
      cut.push([]);
      room = maxRecipients;
    }
    cut.at(-1)?.push(message);
    room -= wanted;
  }
  return cut;
}
