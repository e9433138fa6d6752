// Topics of an app (v1): who has subscribed to what, and whom a condition over topics means.
import type { Json } from '@offline-push/vendors/shared/for-fakes';

const MAX_TOPICS = 2000;
const MAX_TOKENS = 1000;
const MAX_TOPICS_OF_CONDITION = 5;
/** Beyond so many of one topic those who came first are forgotten. */
const MAX_SUBSCRIBERS = 10_000;

type Test = (topics: ReadonlySet<string>) => boolean;

export class Topics {
  /** By topic, then by token: the day on which it came. */
  private readonly subscribers = new Map<string, Map<string, string>>();

  /** The code of what is wrong. Undefined: nothing. */
  problemOf(topic: unknown, tokens: unknown): string | undefined {
    if (typeof topic !== 'string' || !/^[\p{L}\p{N}\-_.~%]{1,900}$/u.test(topic)) return '82000007';
    if (!Array.isArray(tokens) || tokens.length === 0 || tokens.length > MAX_TOKENS) return '82000008';
    return !this.subscribers.has(topic) && this.subscribers.size >= MAX_TOPICS ? '82000009' : undefined;
  }

  subscribe(topic: string, token: string, nowMs: number): void {
    const known = this.subscribers.get(topic) ?? new Map<string, string>();
    known.set(token, new Date(nowMs).toISOString().slice(0, 10));
    const oldest = known.keys().next().value;
    if (known.size > MAX_SUBSCRIBERS && oldest !== undefined) known.delete(oldest);
    this.subscribers.set(topic, known);
  }

  unsubscribe(topic: string, token: string): void {
    const known = this.subscribers.get(topic);
    known?.delete(token);
    if (known?.size === 0) this.subscribers.delete(topic);
  }

  listOf(token: string): { name: string; addDate: string }[] {
    return [...this.subscribers].flatMap(([name, tokens]) => {
      const addDate = tokens.get(token);
      return addDate === undefined ? [] : [{ name, addDate }];
    });
  }

  /** Whom a message for a topic or a condition reaches. */
  meantBy({ topic, condition }: Json): string[] {
    if (typeof topic === 'string' && topic !== '') return [...(this.subscribers.get(topic)?.keys() ?? [])];
    const test = typeof condition === 'string' ? conditionOf(condition) : undefined;
    if (test === undefined) return [];
    const everybody = new Set([...this.subscribers.values()].flatMap((tokens) => [...tokens.keys()]));
    return [...everybody].filter((token) => test(new Set(this.listOf(token).map(({ name }) => name))));
  }
}

/** "'a' in topics && !('b' in topics || 'c' in topics)". Undefined: it is none, or of too many topics. */
export function conditionOf(text: string): Test | undefined {
  const words = text.match(/'[^']*'\s+in\s+topics|&&|\|\||\S/g) ?? [];
  if (words.filter((word) => word.startsWith("'")).length > MAX_TOPICS_OF_CONDITION) return undefined;
  let at = 0;
  const next = (word: string): boolean => words[at] === word && ++at > 0;
  const one = (): Test => {
    if (next('!')) return not(one());
    if (next('(')) {
      const inner = any();
      if (!next(')')) throw new SyntaxError(') is missing');
      return inner;
    }
    const name = /^'([^']*)'\s/.exec(words[at++] ?? '')?.[1];
    if (name === undefined) throw new SyntaxError('a topic is missing');
    return (topics) => topics.has(name);
  };
  const all = (): Test => {
    const parts = [one()];
    while (next('&&')) parts.push(one());
    return (topics) => parts.every((part) => part(topics));
  };
  const any = (): Test => {
    const parts = [all()];
    while (next('||')) parts.push(all());
    return (topics) => parts.some((part) => part(topics));
  };
  try {
    const test = any();
    return at === words.length ? test : undefined;
  } catch {
    return undefined;
  }
}

const not =
  (test: Test): Test =>
  (topics) =>
    !test(topics);
