// vivo's tag API: who carries which tag, and whom an expression means. Fields, limits and codes are those of its Java SDK 2.3; that
// members make a tag which nobody added is an assumption (two clients in production never add one).
import { Tagged } from '../host/tagged';
import { type Fields, integer, isObject, type TagKind, text } from './fake-request';
import type { VivoTenant } from './fake-tenant';

const MAX_IDS = 1000;

/** The code of a refusal; undefined: there is none. */
export function tagCodeOf(kind: TagKind, fields: Fields, { appId }: VivoTenant): number | undefined {
  const isForeign = !['', appId].includes(text(fields['appId']));
  if (isForeign) return 10094;
  const names = kind.startsWith('rename-') ? ['oldName', 'newName'] : ['name'];
  if (names.some((name) => text(fields[name]).trim() === '')) return 10601;
  return kind === 'join-tag' || kind === 'leave-tag' ? memberCodeOf(fields) : undefined;
}

/** 1: registration ids, 2: aliases. */
function memberCodeOf({ type, ids }: Fields): number | undefined {
  if (![1, 2].includes(integer(type) ?? 0)) return 10616;
  if (!Array.isArray(ids) || ids.length === 0) return 10609;
  return ids.length > MAX_IDS ? 10614 : undefined;
}

export class Tags {
  private readonly tagged = new Tagged();

  /** A group or an expression under a name changes nobody's tags. */
  change(kind: TagKind, fields: Fields): void {
    const [name, ids] = [text(fields['name']), namesIn(fields['ids'])];
    if (kind === 'join-tag') this.tagged.join(name, ids);
    if (kind === 'leave-tag') this.tagged.leave(name, ids);
    if (kind === 'rename-tag') this.tagged.rename(text(fields['oldName']), text(fields['newName']));
  }

  meantBy(expression: unknown): string[] {
    const lists = isObject(expression) ? expression : {};
    const [any, all, none] = [namesIn(lists['orTags']), namesIn(lists['andTags']), namesIn(lists['notTags'])];
    return this.tagged.meantBy({ any, all, none });
  }
}

const namesIn = (list: unknown): string[] => (Array.isArray(list) ? list.map(text).filter(Boolean) : []);
