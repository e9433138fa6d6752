// The sound of a message, as all vendors read it: a message rings audibly unless somebody asks for silence.

export type Sound =
  | { readonly kind: 'usual' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'file'; readonly name: string };

/** Absent, empty and "default": the phone's usual sound. "none": silence. Anything else names a file of the app. */
export function soundOf(sound: string | undefined): Sound {
  if (!sound || sound === 'default') return { kind: 'usual' };
  return sound === 'none' ? { kind: 'silent' } : { kind: 'file', name: sound };
}

/** Android's name of a file in res/raw: without its ending, in lower case. Undefined: it cannot be one. */
export function rawResource(name: string): string | undefined {
  const resource = name.replace(/\.[A-Za-z0-9]{1,5}$/, '');
  return /^[a-z][a-z0-9_]{0,99}$/.test(resource) ? resource : undefined;
}
