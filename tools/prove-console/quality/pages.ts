// Where the pages are, below an app, and how they are made to fail.
import type { Person } from '../browser/person';

export const PAGES = [
  '',
  '/certificates',
  '/users/nobody-yet',
  '/messages/nothing-yet',
  '/statistics',
  '/lanes',
  '/dead-letters',
  '/sandbox',
] as const;

/** The same pages with somebody and something on them. */
export const fullPages = (user: string, message: string): readonly string[] =>
  PAGES.map((path) => path.replace('nobody-yet', user).replace('nothing-yet', message));

/** Dialogs, by the button that opens them. */
export const DIALOGS: readonly { path: string; opens: RegExp }[] = [
  { path: '', opens: /^Preferences/ },
  { path: '/certificates', opens: /^Add certificate/ },
  { path: '/sandbox', opens: /^Add phone/ },
];

/** From now on no service answers this person, as if all of them were down. The console itself is there. */
export async function failingPages({ context, consolePath }: Person): Promise<void> {
  await context.route(
    (url) => url.pathname.startsWith(`${consolePath}/api/`) && !url.pathname.endsWith('/v1/apps'),
    (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          status: 503,
          code: 'unreachable',
          title: 'Unavailable',
          detail: 'The service is away.',
        }),
      }),
  );
}
