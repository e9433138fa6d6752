// Finds out which message a notification is of. No vendor is told our message ids, so it is found by what the topics said of the phone's token
// before. Keeps little, and forgets it soon.
import type { PhoneState } from './state';

/** A target that a vendor will be called for. */
export interface Expected {
  readonly token: string;
  readonly messageId: string;
  readonly sentAtMs: number;
  readonly text: string;
}

export interface Matched {
  messageId?: string;
  sentAtMs?: number;
}

const MAX_EXPECTED = 500;
/** Letters that no vendor cuts away. */
const COMPARED = 12;

export class Matches {
  private expected: Expected[] = [];

  expect(one: Expected): void {
    this.expected = [...this.expected, one].slice(-MAX_EXPECTED);
  }

  /** The oldest with the same words goes first, else the oldest. */
  messageOf({ token }: Pick<PhoneState, 'token'>, text: string): Matched {
    const ofPhone = this.expected.filter((one) => one.token === token);
    const found = ofPhone.find((one) => isLike(one.text, text)) ?? ofPhone[0];
    if (found === undefined) return {};
    this.expected = this.expected.filter((one) => one !== found);
    return { messageId: found.messageId, sentAtMs: found.sentAtMs };
  }
}

export const isLike = (sent: string, shown: string): boolean =>
  sent.slice(0, COMPARED) === shown.slice(0, COMPARED);
