// Makes texts from outside (ids, vendors' answers, dead letters) safe for a terminal: control characters are shown as escapes. Pure.

/** C0 without tab and line end, DEL, C1, Unicode's line ends, and marks of direction. */
const OBEYED =
  // eslint-disable-next-line no-control-regex -- naming the control characters is the point
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

export const printable = (text: string): string =>
  text.replace(OBEYED, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
