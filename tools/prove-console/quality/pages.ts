// Where the pages are, below an app. Pure.
export const PAGES = [
  '',
  '/certificates',
  '/users/bob',
  '/messages/demo-1',
  '/statistics',
  '/lanes',
  '/dead-letters',
  '/sandbox',
] as const;
