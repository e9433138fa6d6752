// What stays closed, for whom, and until when.
import { aDelivery, deliveries } from '../conformance';
import { vivo } from '@offline-push/vendors/vivo/index';
import { Closures } from '@offline-push/vendors/vivo/closures';

/** 18:00 in China. */
const NOW_MS = Date.UTC(2026, 10, 24, 10);
const HOUR_MS = 3_600_000;
const planned = (...asked: Parameters<typeof vivo.plan>[0]) =>
  vivo.plan(asked, { appId: '10004', click: { action: 'open-app' } }, NOW_MS).calls[0]!.request;
const life = { expiresAtMs: NOW_MS + 86_400_000 };
const chat = planned(aDelivery(life));
const list = planned(...deliveries(3, { ...life, messageKey: 'group' }));
const news = planned(aDelivery({ ...life, content: { vendors: { vivo: { category: 'NEWS' } } } }));

describe('what vivo has closed', () => {
  it.each([
    ['a spent quota until midnight', 10073, 6],
    ['the night until seven', 10071, 13],
  ])('is %s', (_what, code, hours) => {
    const closures = new Closures();
    closures.learn(chat, code, NOW_MS);
    const waitMs = hours * HOUR_MS;
    expect(closures.verdictOn(list, NOW_MS + 5)).toMatchObject({
      kind: 'throttled',
      code: String(code),
      retryAfterMs: waitMs - 5,
    });
    expect(closures.verdictOn(chat, NOW_MS + waitMs - 1)).toBeDefined();
    expect(closures.verdictOn(chat, NOW_MS + waitMs)).toBeUndefined();
  });
  it('is one class, not the other', () => {
    const closures = new Closures();
    closures.learn(news, 10070, NOW_MS);
    expect(closures.verdictOn(news, NOW_MS)).toMatchObject({ kind: 'unavailable', mayHaveRung: false });
    expect(closures.verdictOn(chat, NOW_MS)).toBeUndefined();
  });
  it('is lists, not single messages', () => {
    const closures = new Closures();
    closures.learn(list, 10252, NOW_MS);
    expect(closures.verdictOn(list, NOW_MS)).toMatchObject({ code: '10252', retryAlone: true });
    expect(closures.verdictOn(chat, NOW_MS)).toBeUndefined();
    expect(closures.verdictOn(list, NOW_MS + 6 * HOUR_MS)).toBeUndefined();
  });
  it.each([0, -1, 10000, 10072, 10302, 10206])('is nothing after %i', (code) => {
    const closures = new Closures();
    closures.learn(list, code, NOW_MS);
    expect(closures.verdictOn(list, NOW_MS)).toBeUndefined();
  });
});
