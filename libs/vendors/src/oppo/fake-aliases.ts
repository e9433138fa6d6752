// Aliases of OPPO's device API: one for each registration ID, and the last writer wins.
import type { FakeAnswer } from '../fake/vendor-fake';
import { errorAnswer, okAnswer } from './fake-answers';
import type { Form } from './fake-form';
import { isMalformed } from './fake-rules';

/** Aliases that are remembered. */
const MAX_ALIASES = 100_000;

export class Aliases {
  private readonly aliasOf = new Map<string, string>();

  change(kind: 'set-alias' | 'delete-alias', form: Form): FakeAnswer {
    const [id, alias] = [form.get('registration_id') ?? '', form.get('alias') ?? ''];
    if (id === '' || alias === '') return errorAnswer(40);
    if (isMalformed(id)) return errorAnswer(10000);
    if (kind === 'delete-alias' && this.aliasOf.get(id) !== alias) return errorAnswer(31);
    this.aliasOf.delete(id);
    if (kind === 'set-alias') this.aliasOf.set(id, alias);
    const [oldest] = this.aliasOf.keys();
    if (this.aliasOf.size > MAX_ALIASES && oldest !== undefined) this.aliasOf.delete(oldest);
    return okAnswer({});
  }

  /** Whose phones ring. An alias that nobody set stands for a phone of that name, so that a test needs no devices. */
  phonesOf(alias: string): string[] {
    const ids = [...this.aliasOf].filter(([, set]) => set === alias).map(([id]) => id);
    return ids.length > 0 ? ids : [alias];
  }
}
