// Words of others on a terminal: ids, a vendor's answer, a dead letter. What a terminal would obey is shown and not done. Pure.

/** C0 but for tab and line end, DEL, C1, the line ends of Unicode, and what turns the direction of writing. */
const OBEYED =
  // eslint-disable-next-line no-control-regex -- naming the control characters is the point
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

export const printable = (text: string): string =>
  text.replace(OBEYED, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
