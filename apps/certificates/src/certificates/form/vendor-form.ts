// Checks what an operator enters for a vendor by that vendor's schemas. All knowledge about vendors is in libs/vendors, so a new vendor
// needs no change here.
import { type Problem, withoutNulls } from '@offline-push/contracts';
import type { Vendor } from '@offline-push/vendors/catalog';
import type { TSchema } from '@sinclair/typebox';
import { type TypeCheck, TypeCompiler } from '@sinclair/typebox/compiler';
import { Value } from '@sinclair/typebox/value';
import { requireValid } from '../../refusals';
import type { Settings } from '../certificate';
import { explain } from './explain';

/** Larger than any vendor's key file. Sealed it stays under the topic's 65,536 characters. */
export const MAX_CREDENTIAL_BYTES = 32_768;
/** Two versions of a certificate must fit into one record of the topic. */
const MAX_SETTINGS_BYTES = 16_384;

export type Listed = Pick<Vendor, 'id' | 'displayName' | 'settings' | 'credential' | 'hurdle'>;

export interface Entered {
  settings: Settings;
  credential?: Settings | undefined;
}

/** The forms of all vendors. */
export class VendorForms {
  private readonly forms: ReadonlyMap<string, VendorForm>;

  constructor(vendors: readonly Listed[]) {
    this.forms = new Map(vendors.map((vendor) => [vendor.id, new VendorForm(vendor)]));
  }

  /** What the vendor takes of what was entered, or a refusal that says what is wrong. */
  async checked<E extends Entered>(vendor: string, entered: E): Promise<E> {
    const kept = this.withoutNulls(vendor, entered);
    requireValid(this.problems(vendor, kept));
    requireValid(await this.hurdles(vendor, kept));
    return kept;
  }

  /** The value without the nulls of optional fields. */
  withoutNulls<E extends Entered>(vendor: string, entered: E): E {
    const form = this.forms.get(vendor);
    return form === undefined ? entered : form.withoutNulls(entered);
  }

  /** The problems of what was entered; empty if the vendor takes it. */
  problems(vendor: string, entered: Entered): Problem[] {
    const form = this.forms.get(vendor);
    if (form !== undefined) return form.problems(entered);
    return [{ pointer: '/vendor', rule: `must be one of: ${[...this.forms.keys()].join(', ')}` }];
  }

  /** A problem of the credential that its schema cannot find, because looking takes work. */
  async hurdles(vendor: string, { credential }: Partial<Entered>): Promise<Problem[]> {
    const found = credential && (await this.forms.get(vendor)?.hurdle?.(credential));
    return found ? [{ pointer: `/credential${found.field}`, rule: found.rule }] : [];
  }
}

class VendorForm {
  private readonly settings: TypeCheck<TSchema>;
  private readonly credential: TypeCheck<TSchema>;
  readonly hurdle: Listed['hurdle'];

  constructor(vendor: Listed) {
    this.settings = TypeCompiler.Compile(vendor.settings);
    this.credential = TypeCompiler.Compile(vendor.credential);
    this.hurdle = vendor.hurdle;
  }

  withoutNulls<E extends Entered>(entered: E): E {
    const { settings, credential } = entered;
    return {
      ...entered,
      settings: withoutNulls(this.settings.Schema(), settings),
      ...(credential && { credential: withoutNulls(this.credential.Schema(), credential) }),
    };
  }

  problems(entered: Entered): Problem[] {
    const { settings, credential } = entered;
    const ofSettings = problemsOf(this.settings, settings, MAX_SETTINGS_BYTES).map(below('/settings'));
    if (credential === undefined) return ofSettings;
    return [
      ...ofSettings,
      ...problemsOf(this.credential, credential, MAX_CREDENTIAL_BYTES).map(below('/credential')),
    ];
  }
}

function problemsOf(check: TypeCheck<TSchema>, value: Settings, maxBytes: number): Problem[] {
  if (!check.Check(value)) return explain(check.Errors(value));
  if (Buffer.byteLength(JSON.stringify(value)) > maxBytes) {
    return [{ pointer: '', rule: `must have at most ${maxBytes} bytes as JSON` }];
  }
  const unknown = takenAway(value, Value.Clean(check.Schema(), structuredClone(value)), '').map(
    (pointer) => ({
      pointer,
      rule: 'is not a field of this vendor',
    }),
  );
  return [...unknown, ...unstorable(value, '')];
}

const below = (parent: string) => (problem: Problem) => ({ ...problem, pointer: parent + problem.pointer });

/**
 * Pointers to fields that a schema does not know. They are refused and not dropped: such a field may be a secret in the wrong place, and
 * settings are not sealed. `__proto__` and `constructor` count as unknown, though TypeBox takes them.
 */
function takenAway(before: unknown, after: unknown, pointer: string): string[] {
  if (!isBranch(before) || !isBranch(after)) return [];
  return Object.entries(before).flatMap(([key, value]) => {
    const here = `${pointer}/${escaped(key)}`;
    return Object.hasOwn(after, key) && !(key in Object.prototype)
      ? takenAway(value, after[key], here)
      : [here];
  });
}

/** PostgreSQL cannot store NUL and lone surrogates, even if a vendor's schema allows them. */
function unstorable(value: unknown, pointer: string): Problem[] {
  if (typeof value === 'string') {
    const isStorable = value.isWellFormed() && !value.includes('\u0000');
    return isStorable ? [] : [{ pointer, rule: 'must be text without NUL and lone surrogates' }];
  }
  if (!isBranch(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => unstorable(inner, `${pointer}/${escaped(key)}`));
}

const isBranch = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** RFC 6901. */
const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
