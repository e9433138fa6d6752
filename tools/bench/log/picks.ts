// Pushes to be asked for later: evenly spread over all that are stored, by push and not by message, as people ask about a phone. Pure.
import { pushIdOf } from '@offline-push/contracts';
import type { Message } from './mix';

/** Everything that somebody may have at hand of a push. */
export interface Pick {
  app: string;
  messageId: string;
  user: string;
  device: string;
  push: string;
  target: string;
  vendorMessage: string;
  token: string;
  recipients: number;
}

export class Picks {
  readonly all: Pick[] = [];
  private passed = 0;

  /** One of so many pushes. */
  constructor(private readonly oneOf: number) {}

  see(message: Message): void {
    this.passed += message.recipients.length;
    if (this.passed < this.oneOf) return;
    const pick = pickOf(message, this.all.length);
    if (pick === undefined) return;
    this.all.push(pick);
    this.passed = 0;
  }
}

/** One of its phones that a vendor was called for, another one for each `turn`. */
function pickOf({ app, messageId, recipients, drafts }: Message, turn: number): Pick | undefined {
  for (let i = 0; i < recipients.length; i++) {
    const { user = '', phones = [] } = recipients[(turn * 7 + i) % recipients.length] ?? {};
    for (const { device, token } of phones)
      for (const { story } of drafts) {
        const told = story.people.get(user)?.devices.get(device);
        const vendorMessage = told?.outcome?.vendorMessageId;
        if (told?.address === undefined || vendorMessage === undefined) continue;
        const push = pushIdOf(app, messageId, user);
        const ids = { push, target: told.address.targetId, vendorMessage, token };
        return { app, messageId, user, device, ...ids, recipients: recipients.length };
      }
  }
  return undefined;
}
