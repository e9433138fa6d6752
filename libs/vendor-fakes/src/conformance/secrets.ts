// Does a text tell a secret, or a part of one that somebody could go on with? Pure.

/** What is shorter stands in a text by chance. */
const LEAST = 16;

/** All texts in a value, as they are: in JSON a quote inside a text is escaped, and nothing with quotes would be found. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The parts of a token that none may see: of one that is a text of parts (an endpoint, keys) each, and the beginning of each. */
export function partsOf(token: string): string[] {
  const parts = token.split(/[^A-Za-z0-9_-]+/).filter((part) => part.length >= LEAST);
  return [token, ...parts, ...parts.map((part) => part.slice(0, LEAST))];
}

/** Which of the secrets a value tells, whole, in whatever way it was escaped. */
export function toldBy(value: unknown, secrets: readonly string[]): string[] {
  const told = textsIn(value).flatMap((text) => [text, text.replaceAll('\\', ''), unescaped(text)]);
  return secrets.filter((secret) => secret !== '' && told.some((text) => text.includes(secret)));
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
