// Every page and its address. The address is the state: app, filters, absolute times and the open row are in it, a token never is. Each page
// is one file that is loaded when it is opened.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  parseSearchWith,
  redirect,
  stringifySearchWith,
} from '@tanstack/react-router';
import { BASE } from './api/clients';
import { Frame, NotFound, ToFirstApp } from './shell/frame';

type Search = Readonly<Record<string, string | number | boolean | undefined>>;

/** Filters of a page: flat words and numbers. Each page says which of them it knows (`search` in its own file). */
const anySearch = (search: Record<string, unknown>): Search =>
  Object.fromEntries(
    Object.entries(search).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value)),
  ) as Search;

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });
const first = createRoute({ getParentRoute: () => root, path: '/', component: ToFirstApp });
// Who is signed in already and opens a sign-in link again goes on.
const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  beforeLoad: () => {
    throw redirect({ to: '/', replace: true });
  },
});
const app = createRoute({ getParentRoute: () => root, path: '/a/$app', component: Frame });

const find = createRoute({
  getParentRoute: () => app,
  path: '/',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('./pages/find/find'), 'FindPage'),
});
const certificates = createRoute({
  getParentRoute: () => app,
  path: '/certificates',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('./pages/certificates/certificates'), 'CertificatesPage'),
});
const certificate = createRoute({
  getParentRoute: () => app,
  path: '/certificates/$certificate',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('./pages/certificates/certificates'), 'CertificatesPage'),
});
const user = createRoute({
  getParentRoute: () => app,
  path: '/users/$user',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('./pages/user/user'), 'UserPage'),
});
const story = createRoute({
  getParentRoute: () => app,
  path: '/messages/$message',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('./pages/story/story'), 'StoryPage'),
});
const statistics = createRoute({
  getParentRoute: () => app,
  path: '/statistics',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('./pages/statistics/statistics'), 'StatisticsPage'),
});
const lanes = createRoute({
  getParentRoute: () => app,
  path: '/lanes',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('./pages/lanes/lanes'), 'LanesPage'),
});
const lane = createRoute({
  getParentRoute: () => app,
  path: '/lanes/$certificate',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('./pages/lanes/lanes'), 'LanesPage'),
});
const deadLetters = createRoute({
  getParentRoute: () => app,
  path: '/dead-letters',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('./pages/dead-letters/dead-letters'), 'DeadLettersPage'),
});
const sandbox = createRoute({
  getParentRoute: () => app,
  path: '/sandbox',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('./pages/sandbox/sandbox'), 'SandboxPage'),
});

/** An id may be digits, more than a number can hold: it stays a word. */
function wordOrNumber(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (typeof value === 'number' && String(value) !== text) throw new SyntaxError('digits of an id');
  return value;
}

export const router = createRouter({
  routeTree: root.addChildren([
    first,
    login,
    app.addChildren([
      find,
      certificates,
      certificate,
      user,
      story,
      statistics,
      lanes,
      lane,
      deadLetters,
      sandbox,
    ]),
  ]),
  basepath: BASE.pathname,
  parseSearch: parseSearchWith(wordOrNumber),
  stringifySearch: stringifySearchWith(JSON.stringify, wordOrNumber),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
