// A file of the vendor's that was dropped on the form, or the text of one that was pasted: which fields it fills. It is read here and goes
// nowhere else.
import type { FileDrop } from './descriptor';

/** Larger than any key file. */
const MAX_BYTES = 256 * 1024;

type Filled = Readonly<Record<string, string>>;

/** Undefined: it fills nothing here. */
export async function fillsOfFile(file: File, drops: readonly FileDrop[]): Promise<Filled | undefined> {
  if (file.size > MAX_BYTES) return undefined;
  for (const drop of drops.filter(({ ending }) => file.name.toLowerCase().endsWith(ending))) {
    const content = drop.as === 'base64' ? base64Of(await file.arrayBuffer()) : await file.text();
    const filled = filledBy(drop, content, file.name);
    if (filled !== undefined) return filled;
  }
  return undefined;
}

/** Of a pasted text: only what is told by its keys. */
export function fillsOfText(text: string, drops: readonly FileDrop[]): Filled | undefined {
  if (!text.trimStart().startsWith('{') || text.length > MAX_BYTES) return undefined;
  for (const drop of drops.filter(({ as }) => as === 'json')) {
    const filled = filledBy(drop, text, '');
    if (filled !== undefined) return filled;
  }
  return undefined;
}

function filledBy({ as, has = [], fills }: FileDrop, content: string, name: string): Filled | undefined {
  const keys = as === 'json' ? parsed(content) : {};
  if (keys === undefined || !has.every((key) => key in keys)) return undefined;
  const entries = Object.entries(fills).flatMap(([field, filling]): [string, string][] => {
    switch (filling.from) {
      case 'content':
        return [[field, content.trim()]];
      case 'word':
        return [[field, filling.word]];
      case 'key':
        return typeof keys[filling.key] === 'string' ? [[field, String(keys[filling.key])]] : [];
      case 'file-name': {
        const [, part] = new RegExp(filling.pattern, 'u').exec(name) ?? [];
        return part === undefined ? [] : [[field, part]];
      }
      default:
        return filling satisfies never;
    }
  });
  return Object.fromEntries(entries);
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function base64Of(bytes: ArrayBuffer): string {
  let text = '';
  for (const byte of new Uint8Array(bytes)) text += String.fromCodePoint(byte);
  return btoa(text);
}
