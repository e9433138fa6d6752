// Rules of FCM that our adapter has no use for, but clients of others may break.
import type { Part } from './fake-request';
import { refusalOf } from './fake-rules';
import type { FcmTenant } from './fake-tenant';
import { sample } from './sample';

const refusedFor = (message: Part) => refusalOf(message, sample.tenant as FcmTenant)?.body;
const condition = (count: number): Part => ({
  condition: Array.from({ length: count }, (_, i) => `'topic-${i}' in topics`).join(' || '),
});
const lit = (color: Record<string, number>): Part => ({
  token: 'd9x',
  android: { notification: { light_settings: { color } } },
});

it('a condition names five topics, not six', () => {
  expect(refusedFor(condition(5))).toBeUndefined();
  expect(refusedFor(condition(6))).toMatch(/at most 5 topics.*"errorCode":"INVALID_ARGUMENT"/);
});
it('the parts of a light are 0 to 1', () => {
  expect(refusedFor(lit({ red: 1, green: 0, alpha: 0.5 }))).toBeUndefined();
  expect(refusedFor(lit({ red: 255 }))).toMatch(/light_settings/);
  expect(refusedFor(lit({ alpha: -0.1 }))).toMatch(/light_settings/);
});
