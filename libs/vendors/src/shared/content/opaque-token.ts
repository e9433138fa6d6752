// The canonical form of a token whose vendor calls it opaque: nothing in it may be folded, so it is what it is.
export const opaque = (token: string): string => token;
