// Aliases of OPPO's device API: one for each registration ID, and the last writer wins.
import type { FakeAnswer } from '../host/vendor-fake';
import { errorAnswer, okAnswer } from './fake-answers';
import type { Form } from './fake-form';
import { isMalformed } from './fake-rules';

/** Aliases that are remembered. */
const MAX_ALIASES = 100_000;

export class Aliases {
  private readonly aliasOf = new Map<string, string>();

  change(kind: 'set-alias' | 'delete-alias', form: Form): FakeAnswer {
    return kind === 'set-alias' ? this.set(form) : this.delete(form);
  }

  /** Whose phones ring. An alias that nobody set stands for a phone of that name, so that a test needs no devices. */
  phonesOf(alias: string): string[] {
    const ids = this.idsWith(alias);
    return ids.length > 0 ? ids : [alias];
  }

  private set(form: Form): FakeAnswer {
    const [id, alias] = [form.get('registration_id') ?? '', form.get('alias') ?? ''];
    if (id === '' || alias === '') return errorAnswer(40);
    if (isMalformed(id)) return errorAnswer(10000);
    this.aliasOf.delete(id);
    this.aliasOf.set(id, alias);
    const [oldest] = this.aliasOf.keys();
    if (this.aliasOf.size > MAX_ALIASES && oldest !== undefined) this.aliasOf.delete(oldest);
    return okAnswer({});
  }

  /** A real client names the alias alone: then it goes from every phone. */
  private delete(form: Form): FakeAnswer {
    const [only, alias] = [form.get('registration_id') ?? '', form.get('alias') ?? ''];
    if (alias === '') return errorAnswer(40);
    const ids = this.idsWith(alias).filter((id) => only === '' || id === only);
    for (const id of ids) this.aliasOf.delete(id);
    return ids.length > 0 ? okAnswer({}) : errorAnswer(31);
  }

  private idsWith(alias: string): string[] {
    return [...this.aliasOf].filter(([, set]) => set === alias).map(([id]) => id);
  }
}
