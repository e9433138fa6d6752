// Groups deliveries by content, so that each content is composed once. Contents that cannot be composed, and impossible tokens, end here.
import type { Delivery, PlannedEnd, TokenForm } from '../../vendor';
import type { NotComposed } from './not-composed';
import { entriesOf, type Entry, sameContent } from './same-content';

/** A content with its tokens, each once. */
export interface Content<Message> {
  readonly message: Message;
  readonly entries: readonly Entry[];
  /** The tokens failed in an earlier call with others, so they get a call of their own. */
  readonly isAlone: boolean;
}

export function byContent<Message extends { readonly ok: true }>(
  deliveries: readonly Delivery[],
  form: TokenForm,
  compose: (delivery: Delivery) => Message | NotComposed,
): { readonly contents: readonly Content<Message>[]; readonly ended: PlannedEnd[] } {
  const ended: PlannedEnd[] = [];
  const contents: Content<Message>[] = [];
  for (const same of sameContent(deliveries)) {
    const message = compose(same[0]);
    if (message.ok) {
      const { entries, impossible } = entriesOf(same, form);
      ended.push(...impossible);
      contents.push({ message, entries, isAlone: same[0].alone === true });
    } else {
      const { state, code, detail } = message;
      ended.push(...same.map((delivery) => ({ delivery, state, code, detail })));
    }
  }
  return { contents, ended };
}
