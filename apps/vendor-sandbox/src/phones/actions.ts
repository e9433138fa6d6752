// What an action makes of a phone, and what its gateway says of it. Pure: nothing is published here.
import type { SessionChange } from '@offline-push/contracts';
import type { ActionName } from './phone';
import { type Elsewhere, type Fact, isAwake, type PhoneState } from './state';

export interface Asked {
  readonly action: Exclude<ActionName, 'click' | 'swipe'>;
  /** Of a login: who. Absent: the user as before. */
  readonly user?: string | undefined;
  /** An id that nobody has had. */
  readonly fresh: string;
  /** The token that a vendor would issue next. */
  readonly nextToken: string;
}

export interface Decided {
  readonly patch: Partial<PhoneState>;
  readonly facts: readonly Fact[];
}
export interface Refused {
  readonly refused: string;
  readonly detail: string;
}

const NOTHING: Decided = { patch: {}, facts: [] };
const refuse = (refused: string, detail: string): Refused => ({ refused, detail });

export function decide(phone: PhoneState, asked: Asked): Decided | Refused {
  switch (asked.action) {
    case 'open':
      return comesForward(phone);
    case 'background':
      return goesBack(phone);
    case 'kill':
      return dies(phone);
    case 'network-off':
      return { patch: { hasNetwork: false }, facts: [] };
    case 'network-on':
      return comesBack(phone);
    case 'notifications-off':
    case 'notifications-on':
      return { patch: { allowsNotifications: asked.action === 'notifications-on' }, facts: [] };
    case 'log-in':
      return logsIn(phone, asked);
    case 'log-out':
      return logsOut(phone);
    case 'second-login':
      return isKicked(phone, asked);
    case 'reinstall':
      return isReinstalled(phone, asked);
    case 'refresh-token':
      return getsToken(phone, asked);
    case 'skip-ahead':
      return isMissed(phone);
    default:
      return asked.action satisfies never;
  }
}

const session = (phone: PhoneState, change: SessionChange, detail?: string): Fact => ({
  is: 'session',
  change,
  session: phone.session,
  user: phone.user,
  device: phone.device,
  ...(detail !== undefined && { detail }),
});

const binding = ({ session: of, user, device, token }: PhoneState): Fact => ({
  is: 'binding',
  session: of,
  user,
  device,
  token,
});

/** The link of an app that runs, as its gateway sees it come. */
function linked(phone: PhoneState, phase: 'foreground' | 'background'): Decided {
  const facts = [session(phone, 'connected'), session(phone, phase)];
  return {
    patch: { gatewaySaid: 'connected', isReportDue: false },
    facts: phone.isReportDue ? [...facts, binding(phone)] : facts,
  };
}

function comesForward(phone: PhoneState): Decided {
  if (phone.process === 'foreground') return NOTHING;
  const patch = { process: 'foreground' } as const;
  if (!phone.hasNetwork || !phone.isLoggedIn) return { patch, facts: [] };
  if (phone.process === 'background' && phone.gatewaySaid === 'connected')
    return { patch, facts: [session(phone, 'foreground')] };
  const link = linked(phone, 'foreground');
  return { patch: { ...link.patch, ...patch }, facts: link.facts };
}

function goesBack(phone: PhoneState): Decided | Refused {
  if (phone.process === 'killed') return refuse('app-is-killed', 'The app does not run: open it first.');
  if (phone.process === 'background') return NOTHING;
  const isSaid = phone.hasNetwork && phone.isLoggedIn;
  return { patch: { process: 'background' }, facts: isSaid ? [session(phone, 'background')] : [] };
}

/** Without network the gateway sees no connection close: it learns it by silence. */
function dies(phone: PhoneState): Decided {
  const patch = { process: 'killed' } as const;
  const isSeen = phone.hasNetwork && phone.isLoggedIn && phone.gatewaySaid === 'connected';
  if (!isSeen) return { patch, facts: [] };
  return {
    patch: { ...patch, gatewaySaid: 'disconnected' },
    facts: [session(phone, 'disconnected', 'connection closed')],
  };
}

/** First what could not be said, then the link. */
function comesBack(phone: PhoneState): Decided {
  const back = { ...phone, hasNetwork: true };
  const link = isAwake(back) && phone.isLoggedIn ? linked(back, phaseOf(phone)) : NOTHING;
  return {
    patch: { ...link.patch, hasNetwork: true, unsaid: [] },
    facts: [...phone.unsaid, ...link.facts],
  };
}

const phaseOf = ({ process }: PhoneState): 'foreground' | 'background' =>
  process === 'background' ? 'background' : 'foreground';

function logsIn(phone: PhoneState, { user = phone.user, fresh }: Asked): Decided | Refused {
  if (!phone.hasNetwork) return refuse('no-network', 'A login needs the network: switch it on first.');
  if (phone.isLoggedIn && user === phone.user)
    return refuse('logged-in-already', `${user} is logged in on this phone.`);
  const before = phone.isLoggedIn ? [session(phone, 'logged-out')] : [];
  const patch = {
    user,
    session: `s-${fresh}`,
    isLoggedIn: true,
    process: 'foreground',
    gatewaySaid: 'connected',
    isReportDue: false,
    elsewhere: undefined,
  } as const;
  const now = { ...phone, ...patch };
  return {
    patch,
    facts: [...before, ...kickedElsewhere(phone), session(now, 'logged-in'), binding(now)],
  };
}

/** The other phone, where the user logged in meanwhile, is kicked in its turn. */
const kickedElsewhere = ({ user, device, elsewhere }: PhoneState): Fact[] =>
  elsewhere === undefined
    ? []
    : [{ is: 'session', change: 'kicked', user, ...elsewhere, detail: `logged in on ${device}` }];

/** Without network nobody is told before it is back: the old user's messages go on ringing here. */
function logsOut(phone: PhoneState): Decided | Refused {
  if (!phone.isLoggedIn) return refuse('logged-out-already', 'Nobody is logged in on this phone.');
  const process = phone.process === 'killed' ? 'foreground' : phone.process;
  const fact = session(phone, 'logged-out');
  if (!phone.hasNetwork)
    return { patch: { isLoggedIn: false, process, unsaid: [...phone.unsaid, fact] }, facts: [] };
  return { patch: { isLoggedIn: false, process, gatewaySaid: 'never' }, facts: [fact] };
}

function isKicked(phone: PhoneState, { fresh }: Asked): Decided | Refused {
  if (!phone.isLoggedIn) return refuse('logged-out-already', 'Nobody is logged in on this phone.');
  const elsewhere: Elsewhere = { device: `${phone.device}-other`, session: `s-${fresh}` };
  return {
    patch: { isLoggedIn: false, gatewaySaid: 'never', elsewhere },
    facts: [
      { is: 'session', change: 'logged-in', user: phone.user, ...elsewhere },
      session(phone, 'kicked', `logged in on ${elsewhere.device}`),
    ],
  };
}

/** The app's data is gone, also what it had not said yet. Its old session is still open at the gateway. */
function isReinstalled(phone: PhoneState, { nextToken }: Asked): Decided {
  const dead = dies(phone);
  return {
    patch: {
      ...dead.patch,
      token: nextToken,
      tokens: phone.tokens + 1,
      isLoggedIn: false,
      isReportDue: false,
      unsaid: [],
      tray: [],
      held: [],
      inbox: [],
      missed: [],
      badge: 0,
    },
    facts: dead.facts,
  };
}

function getsToken(phone: PhoneState, { nextToken }: Asked): Decided {
  const patch = { token: nextToken, tokens: phone.tokens + 1 };
  if (!isAwake(phone) || !phone.isLoggedIn) return { patch: { ...patch, isReportDue: true }, facts: [] };
  return { patch: { ...patch, isReportDue: false }, facts: [binding({ ...phone, ...patch })] };
}

/** The gateway's own limit, at once. */
function isMissed(phone: PhoneState): Decided | Refused {
  if (phone.gatewaySaid !== 'connected' || isAwake(phone))
    return refuse('nothing-to-skip', 'The gateway does not wait for this phone: it is not silent.');
  return {
    patch: { gatewaySaid: 'disconnected' },
    facts: [session(phone, 'disconnected', 'no heartbeat: skipped ahead')],
  };
}
