// Deliveries → contents, each composed once for all who get it. What cannot be composed, and who brings an impossible token, ends here.
import type { Delivery, PlannedEnd, TokenForm } from '../../vendor';
import type { NotComposed } from './not-composed';
import { entriesOf, type Entry, sameContent } from './same-content';

/** One content and those who get it, each named once. */
export interface Content<Message> {
  readonly message: Message;
  readonly entries: readonly Entry[];
  /** Its tokens failed in a call before and go alone now. */
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
