// What APNs refuses in a request, one rule each, in the order of the sheet (4, "Simulator check order"). Limits are stated here anew,
// not imported from the adapter: a fake that shares a number with what it judges cannot find it wrong.
import type { Admission } from './fake-access';
import type { ApnsCall } from './fake-request';
import { wordOf } from './sample';

type Admitted = Extract<Admission, { team: unknown }>;
/** Undefined: nothing to complain about; else Apple's reason. */
type Rule = (call: ApnsCall, admitted: Admitted) => string | undefined;

/** Sheet, 3 "Push types". The bundle ID goes in front. */
const SUFFIXES: Readonly<Record<string, string>> = {
  alert: '',
  background: '',
  voip: '.voip',
  complication: '.complication',
  fileprovider: '.pushkit.fileprovider',
  mdm: '',
  location: '.location-query',
  liveactivity: '.push-type.liveactivity',
  pushtotalk: '.voip-ptt',
  widgets: '.push-type.widgets',
  controls: '.push-type.controls',
};
const TOKENS_ONLY = ['location', 'liveactivity'];

const typeOf = ({ headers }: ApnsCall): string => headers['apns-push-type'] ?? 'alert';

const twice: Rule = ({ connection }) => {
  const names = (connection?.headerNames() ?? []).filter((name) => name.startsWith('apns-'));
  return new Set(names).size < names.length ? 'DuplicateHeaders' : undefined;
};
const id: Rule = ({ headers: { 'apns-id': value } }) =>
  value === undefined || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
    ? undefined
    : 'BadMessageId';
const expiration: Rule = ({ headers: { 'apns-expiration': value } }) =>
  value === undefined || /^\d{1,12}$/.test(value) ? undefined : 'BadExpirationDate';
const priority: Rule = (call) => {
  const value = call.headers['apns-priority'];
  if (value !== undefined && !['1', '5', '10'].includes(value)) return 'BadPriority';
  return typeOf(call) === 'background' && value === '10' ? 'BadPriority' : undefined;
};
const collapse: Rule = ({ headers: { 'apns-collapse-id': value = '' } }) =>
  Buffer.byteLength(value) > 64 ? 'BadCollapseId' : undefined;
const type: Rule = (call) => (Object.hasOwn(SUFFIXES, typeOf(call)) ? undefined : 'InvalidPushType');

const topic: Rule = (call, { bundleIds, topic: own }) => {
  const value = call.headers['apns-topic'] ?? own;
  if (value === undefined || value === '') return 'MissingTopic';
  if (!/^[A-Za-z0-9.-]+$/.test(value)) return 'BadTopic';
  const suffix = SUFFIXES[typeOf(call)] ?? '';
  const isKnown = bundleIds.some((bundleId) => value === bundleId + suffix);
  const isTokenNeeded = TOKENS_ONLY.includes(typeOf(call)) && call.connection?.certificate !== undefined;
  return isKnown && !isTokenNeeded ? undefined : 'TopicDisallowed';
};

/** Words in the token choose; what has none is a phone. Only zeros are nobody's. */
const device: Rule = ({ token = '', environment }) => {
  const word = wordOf(token);
  if (!/^(?:[0-9a-f]{2})+$/.test(token) || /^0+$/.test(token) || word.startsWith('malformed-'))
    return 'BadDeviceToken';
  if (word.startsWith('sandbox-') && environment === 'production') return 'BadDeviceToken';
  if (word.startsWith('dead-')) return 'Unregistered';
  if (word.startsWith('expired-')) return 'ExpiredToken';
  return word.startsWith('foreign-') ? 'DeviceTokenNotForTopic' : undefined;
};

/** Calls and device management come without `aps`: any object that says something will do. */
const body: Rule = ({ payload = {} }) => (Object.keys(payload).length === 0 ? 'PayloadEmpty' : undefined);
const size: Rule = (call) =>
  call.bytes > (typeOf(call) === 'voip' ? 5_120 : 4_096) ? 'PayloadTooLarge' : undefined;

const RULES: readonly Rule[] = [twice, id, expiration, priority, collapse, type, topic, device, body, size];

/** After the credential and before rates. */
export function problemOf(call: ApnsCall, admitted: Admitted): string | undefined {
  for (const rule of RULES) {
    const reason = rule(call, admitted);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** Before the credential. */
export function problemOfPath({ method, token }: ApnsCall): string | undefined {
  if (method !== 'POST') return 'MethodNotAllowed';
  if (token === undefined) return 'BadPath';
  return token === '' ? 'MissingDeviceToken' : undefined;
}
