// vivo's tag API: who carries which tag, and whom an expression means. Fields, limits and codes are those of its Java SDK 2.3; that
// members make a tag which nobody added is an assumption (two clients in production never add one).
import { type Fields, integer, isObject, text } from './fake-request';
import type { VivoTenant } from './fake-tenant';

const MAX_IDS = 1000;
const MAX_TAGS = 10_000;
/** Of one tag; the oldest go. */
const MAX_MEMBERS = 10_000;

export type TagKind = 'name-tag' | 'rename-tag' | 'join-tag' | 'leave-tag' | 'group-tags' | 'rename-group';

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
  private readonly members = new Map<string, Set<string>>();

  /** A group or an expression under a name changes nobody's tags. */
  change(kind: TagKind, fields: Fields): void {
    const name = text(fields['name']);
    const ids = namesIn(fields['ids']);
    if (kind === 'name-tag') this.membersOf(name);
    if (kind === 'join-tag') join(this.membersOf(name), ids);
    if (kind === 'leave-tag') for (const id of ids) this.members.get(name)?.delete(id);
    if (kind === 'rename-tag') this.rename(text(fields['oldName']), text(fields['newName']));
  }

  /** One of `orTags`, all `andTags` and no `notTags`; an empty or missing list asks for nothing. Without the first two: nobody. */
  meantBy(expression: unknown): string[] {
    const lists = isObject(expression) ? expression : {};
    const [any, all, none] = [namesIn(lists['orTags']), namesIn(lists['andTags']), namesIn(lists['notTags'])];
    const candidates = [...any, ...all].flatMap((tag) => [...(this.members.get(tag) ?? [])]);
    const has = (id: string) => (tag: string) => this.members.get(tag)?.has(id) === true;
    return [...new Set(candidates)].filter(
      (id) => (any.length === 0 || any.some(has(id))) && all.every(has(id)) && !none.some(has(id)),
    );
  }

  private membersOf(tag: string): Set<string> {
    const members = this.members.get(tag) ?? new Set<string>();
    this.members.set(tag, members);
    const [oldest] = this.members.keys();
    if (this.members.size > MAX_TAGS && oldest !== undefined) this.members.delete(oldest);
    return members;
  }

  private rename(from: string, to: string): void {
    const members = this.members.get(from);
    this.members.delete(from);
    if (members !== undefined) this.members.set(to, members);
  }
}

function join(members: Set<string>, ids: readonly string[]): void {
  for (const id of ids) {
    members.add(id);
    const [oldest] = members;
    if (members.size > MAX_MEMBERS && oldest !== undefined) members.delete(oldest);
  }
}

const namesIn = (list: unknown): string[] => (Array.isArray(list) ? list.map(text).filter(Boolean) : []);
