// Cuts a slice of messages so that one portion asks for a bounded number of recipients: a thousand group messages with a thousand
// recipients each would be a million sessions in memory at once, and so would one message with a million.

/** About 30 MB of sessions, lists and records. */
const MAX_RECIPIENTS = 20_000;

interface ToMany {
  event: { recipients: readonly string[] };
  badRecipients?: readonly string[];
}

/** In order; each portion has at least one message. A message with too many recipients comes in parts, with the same content and ids. */
export function portions<M extends ToMany>(batch: readonly M[], maxRecipients = MAX_RECIPIENTS): M[][] {
  const cut: M[][] = [];
  let room = 0;
  for (const message of batch.flatMap((each) => parts(each, maxRecipients))) {
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

function parts<M extends ToMany>(message: M, maxRecipients: number): M[] {
  if (message.event.recipients.length <= maxRecipients) return [message];
  const recipients = [...new Set(message.event.recipients)];
  const { badRecipients, ...rest } = message;
  return Array.from({ length: Math.ceil(recipients.length / maxRecipients) }, (_, i) => ({
    ...(rest as M),
    ...(i === 0 && badRecipients && { badRecipients }),
    event: { ...message.event, recipients: recipients.slice(i * maxRecipients, (i + 1) * maxRecipients) },
  }));
}
