// The rarer fields of a push, as the vendor's pages have them, and as its own Python sample sends them.
import { readRequest } from './fake-request';
import { ANDROID_RULES, firstOf } from './fake-rules';
import { HARMONY_RULES } from './fake-rules-harmony';

type Json = Record<string, unknown>;

function codeOf(path: string, body: Json, headers: Record<string, string> = {}): string | undefined {
  const call = readRequest({
    method: 'POST',
    path,
    query: '',
    headers: { 'content-type': 'application/json', ...headers },
    body: Buffer.from(JSON.stringify(body)),
    atMs: 0,
  });
  if (call.kind !== 'push') return call.kind;
  return firstOf(call.api === 'v3' ? HARMONY_RULES : ANDROID_RULES, call, { appId: '1' })?.code;
}

const LIGHT = { color: { alpha: 0, red: 0, green: 1, blue: 1 }, light_on_duration: '3.5' };
const PAGE = { name: 'x', action_type: 1, intent: 'intent:#Intent;end' };

describe('a push for Android', () => {
  const notified = (more: Json) => {
    const notification = { title: 't', body: 'b', click_action: { type: 3 }, ...more };
    return codeOf('/v1/1/messages:send', { message: { android: { notification }, token: ['T1'] } });
  };

  it("may have all that the vendor's Python sample shows", () => {
    expect(
      notified({
        buttons: [{ ...PAGE, intent_type: 0, data: '{}' }],
        vibrate_config: ['0.5', '1.5S'],
        light_settings: { ...LIGHT, light_off_duration: '5S' },
        body_loc_key: 'M.String.body',
        body_loc_args: ['boy'],
        when: '2014-10-02T15:01:23.045123456Z',
        auto_clear: 86_400_000,
        multi_lang_key: { title_key: { en: 'v' } },
      }),
    ).toBeUndefined();
  });
  it.each<[string, Json]>([
    ['a button to a page of no kind', { buttons: [PAGE] }],
    [
      'a button to a web page without TLS',
      { buttons: [{ name: 'x', action_type: 2, intent: 'http://a.example/' }] },
    ],
    ['a button that shares nothing', { buttons: [{ name: 'x', action_type: 4 }] }],
    ['a button of a kind that is none', { buttons: [{ name: 'x', action_type: 5 }] }],
    ['a light that never ends', { light_settings: LIGHT }],
    ['a beat in words', { vibrate_config: ['long'] }],
    ['args of no resource', { body_loc_args: ['boy'] }],
    ['a time that is none', { when: 'now' }],
  ])('is refused with %s', (_what, more) => {
    expect(notified(more)).toBe('80100003');
  });
});

describe('a push for HarmonyOS', () => {
  const notification = { category: 'IM', title: 't', body: 'b', clickAction: { actionType: 0 } };
  const pushed = (payload: Json, type: string) =>
    codeOf('/v3/1/messages:send', { payload, target: { token: ['T1'] } }, { 'push-type': type });
  const FORM = { formId: 1, version: 1, moduleName: 'm', formName: 'f', abilityName: 'a', formData: {} };

  it.each<[string, Json, string]>([
    ['a widget', FORM, '1'],
    ['a voice', { notification: { ...notification, category: 'PLAY_VOICE' }, extraData: 'x' }, '2'],
    ['the background', { extraData: 'x' }, '6'],
    ['a live view', { activityId: 1, operation: 0 }, '7'],
    ['a call', { extraData: 'x' }, '10'],
  ])('may go to %s', (_what, payload, type) => {
    expect(pushed(payload, type)).toBeUndefined();
  });
  it.each<[string, Json, string]>([
    ['to a widget without its data', { ...FORM, formData: undefined }, '1'],
    ['by voice without its words', { notification }, '2'],
    ['to the background without data', {}, '6'],
    ['to a live view without its id', { operation: 0 }, '7'],
    ['to a call without data', {}, '10'],
  ])('is refused %s', (_what, payload, type) => {
    expect(pushed(payload, type)).toBe('80100003');
  });
});
