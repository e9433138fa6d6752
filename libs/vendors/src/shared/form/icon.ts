// The icon of a vendor: a small drawing of our own, so that people find it again in a list. No vendor's logo is copied; the letter or
// sign only reminds of its name.

export interface Icon {
  /** Behind the drawing, as #rrggbb. The drawing is white on it, so it is dark enough for that (4.5 to 1). */
  readonly tint: string;
  /** Lines of the drawing in a square of 24 by 24, as an SVG path, drawn 2 wide without a filling. */
  readonly path: string;
}
