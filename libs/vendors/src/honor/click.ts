// What a tap does, and how our custom content gets to the app that it opens.
import type { Click } from '@offline-push/contracts';

export type ClickAction =
  | { readonly type: 1; readonly intent: string }
  | { readonly type: 2; readonly url: string }
  | { readonly type: 3 };

/** A page of the web gets no custom content: there is no app to read it. */
export const extOf = (ext: string | undefined, click: Click): string | undefined =>
  click.action === 'open-url' || ext === '' ? undefined : ext;

/** Honor opens https only. */
export const mayOpen = (click: Click): boolean =>
  click.action !== 'open-url' || click.url.toLowerCase().startsWith('https://');

/** What it may not open becomes a tap that opens the app. */
export function clickActionOf(click: Click, ext: string | undefined): ClickAction {
  switch (click.action) {
    case 'open-app':
      return { type: 3 };
    case 'open-page':
      return { type: 1, intent: withExtra(click.page, ext) };
    case 'open-url':
      return mayOpen(click) ? { type: 2, url: click.url } : { type: 3 };
  }
}

/** The last extra of a name wins, so ours stands in front of ";end". */
const withExtra = (intent: string, ext: string | undefined): string =>
  ext === undefined
    ? intent
    : intent.replace(/;end$/, () => `;S.ext=${encodeURIComponent(ext.toWellFormed())};end`);
