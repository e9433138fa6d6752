// The address of before v1, `/pushsend.do`: old clients still post there, with everything in a form. What it says becomes a message of
// v1, so that one set of rules judges both. Huawei's page for it is gone; the fields are those that clients in use send.
import type { FakeRequest } from '../host/vendor-fake';
import { formOf, pairsIn } from './fake-form';
import { objectIn, textIn } from './fake-message';
import { isObject, type Json, parse } from '@offline-push/vendors/shared/for-fakes';

export const LEGACY_PATH = '/pushsend.do';
const SERVICE = 'openpush.message.api.send';
/** Of `msg.type`: 1 goes to the app, 3 to the screen. */
const PASS_THROUGH = 1;

export interface LegacyPush {
  readonly appId: string;
  readonly accessToken: string | undefined;
  /** False: another service of the address, which is not this one. */
  readonly isPush: boolean;
  /** As v1 would have it. Undefined: it cannot be read. */
  readonly body: Json | undefined;
}

export function readLegacy(request: FakeRequest): LegacyPush {
  const form = formOf(request);
  const context = parse(pairsIn(request.query)?.get('nsp_ctx') ?? '');
  return {
    appId: String(context?.['appId'] ?? ''),
    accessToken: form?.get('access_token'),
    isPush: form?.get('nsp_svc') === SERVICE,
    body: messageOf(tokensIn(form?.get('device_token_list')), parse(form?.get('payload') ?? '')),
  };
}

function tokensIn(text = ''): string[] {
  const wrapped = parse(`{"list":${text || '[]'}}`)?.['list'];
  return Array.isArray(wrapped) ? wrapped.filter((entry) => typeof entry === 'string') : [];
}

function messageOf(token: readonly string[], payload: Json | undefined): Json | undefined {
  const hps = objectIn(payload, 'hps');
  const msg = objectIn(hps, 'msg');
  if (msg === undefined) return undefined;
  const ext = objectIn(hps, 'ext');
  const said = msg['body'];
  if (Number(msg['type']) === PASS_THROUGH) {
    return { message: { token, data: typeof said === 'string' ? said : JSON.stringify(said ?? {}) } };
  }
  const words = isObject(said) ? said : undefined;
  const notification = {
    title: textIn(words, 'title'),
    body: textIn(words, 'content'),
    click_action: clickOf(objectIn(msg, 'action')),
  };
  const biTag = textIn(ext, 'biTag');
  const data = dataOf(ext?.['customize']);
  return {
    message: { token, ...data, android: { ...(biTag !== undefined && { bi_tag: biTag }), notification } },
  };
}

/** Without an action the app opens. */
function clickOf(action: Json | undefined): Json {
  const { intent, url } = objectIn(action, 'param') ?? {};
  return { type: Number(action?.['type'] ?? 3), ...(!!intent && { intent }), ...(!!url && { url }) };
}

/** Pairs in a list of objects of one pair each. */
function dataOf(customize: unknown): Json {
  if (!Array.isArray(customize) || customize.length === 0) return {};
  return { data: JSON.stringify(Object.assign({}, ...customize.filter(isObject))) };
}
