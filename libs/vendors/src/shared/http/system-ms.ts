// The time where nobody gives a better one: a client that no service opened.

export const systemMs = (): number => Date.now();
