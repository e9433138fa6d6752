// The form of a token whose vendor calls it opaque: a longest length, and characters that end no field and no entry of a list.
import type { TokenForm } from '../../vendor';

interface OpaqueForm {
  /** "a Xiaomi regId". */
  readonly what: string;
  readonly maxLength: number;
  readonly form: RegExp;
  /** What `form` takes beside letters and digits, for people. */
  readonly beside: string;
}

export const opaqueToken = ({ what, maxLength, form, beside }: OpaqueForm): TokenForm => ({
  problem(token) {
    if (token.length === 0 || token.length > maxLength) return `${what} has 1 to ${maxLength} characters`;
    return form.test(token) ? undefined : `${what} has only letters, digits and ${beside}`;
  },
  /** Nothing in it may be folded. */
  canonical: (token) => token,
});
