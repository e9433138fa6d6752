// Messages for later, as clients of Xiaomi make them, look for them and take them back. The clock is ours.
import { XiaomiFake } from './fake';

const NOW_MS = Date.UTC(2026, 10, 24, 4);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LIST = '/v3/message/regid';

interface Answer {
  code: number;
  data?: { id: string; data?: { resolved: number } };
}

describe('the fake Xiaomi, asked to send later,', () => {
  let fake: XiaomiFake;

  beforeEach(() => {
    jest.useFakeTimers({ now: NOW_MS });
    fake = new XiaomiFake();
    expect(
      fake.admit({ appSecret: 'SECRET', packageNames: ['com.example.im'], defaultClass: true }),
    ).toBeUndefined();
  });
  afterEach(() => jest.useRealTimers());

  function ask(path: string, fields: Record<string, string>, secret = 'SECRET'): Answer {
    const call = fake.read({
      method: 'POST',
      path,
      query: '',
      headers: { authorization: `key=${secret}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: Buffer.from(new URLSearchParams(fields).toString()),
      atMs: Date.now(),
    });
    return JSON.parse(fake.answer(call, Date.now()).body) as Answer;
  }
  const message = { restricted_package_name: 'com.example.im', title: 't', description: 'd' };
  const send = (inMs: number, more: Record<string, string> = {}) =>
    ask(LIST, { ...message, registration_id: 'R1', time_to_send: String(NOW_MS + inMs), ...more });
  const exists = (id: string) => ask('/v2/schedule_job/exist', { job_id: id });
  const rings = () => fake.phones.shownOn('R1').length;

  it('rings the phone in its hour and not before', () => {
    const { code, data } = send(HOUR_MS);
    expect(code).toBe(0);
    expect(exists(data!.id)).toMatchObject({ code: 0 });
    jest.advanceTimersByTime(HOUR_MS - 1);
    expect(rings()).toBe(0);
    jest.advanceTimersByTime(1);
    expect(rings()).toBe(1);
    expect(exists(data!.id)).toMatchObject({ code: 65028 });
  });

  it('counts nobody before that hour', () => {
    const { data } = send(HOUR_MS);
    const resolved = () => ask('/v1/trace/message/status', { msg_id: data!.id }).data?.data?.resolved;
    expect(resolved()).toBe(0);
    jest.advanceTimersByTime(HOUR_MS);
    expect(resolved()).toBe(1);
  });

  it('takes a message back by its id, once', () => {
    const { id } = send(HOUR_MS).data!;
    expect(ask('/v2/schedule_job/delete', { job_id: id })).toMatchObject({ code: 0 });
    expect(ask('/v2/schedule_job/delete', { job_id: id })).toMatchObject({ code: 65028 });
    jest.advanceTimersByTime(HOUR_MS);
    expect(rings()).toBe(0);
  });

  it('takes all messages of a job key back', () => {
    const job = { 'extra.jobkey': 'k1' };
    const ids = [send(HOUR_MS, job), send(2 * HOUR_MS, job)].map(({ data }) => data!.id);
    send(HOUR_MS, { registration_id: 'R2' });
    expect(ask('/v3/schedule_job/delete', { jobkey: 'k1' })).toMatchObject({ code: 0 });
    expect(ids.map((id) => exists(id).code)).toEqual([65028, 65028]);
    jest.advanceTimersByTime(2 * HOUR_MS);
    expect(Object.keys(fake.phones.all())).toEqual(['R2']);
  });

  it('names dead tokens at once, whatever the hour', () => {
    expect(send(HOUR_MS, { registration_id: 'dead-1' })).toMatchObject({ code: 20301 });
    expect(send(HOUR_MS, { registration_id: 'R1,dead-1' })).toMatchObject({ data: { bad_regids: 'dead-1' } });
  });

  it('tells nobody without the secret', () => {
    const { id } = send(HOUR_MS).data!;
    expect(ask('/v2/schedule_job/exist', { job_id: id }, 'other')).toMatchObject({ code: 21301 });
  });

  it.each([
    ['an hour that is over', -HOUR_MS],
    ['this very moment', 0],
  ])('sends at once for %s', (_what, inMs) => {
    expect(send(inMs)).toMatchObject({ code: 0 });
    expect(rings()).toBe(1);
  });

  it.each([
    ['over 30 days', String(NOW_MS + 30 * DAY_MS + 1)],
    ['a word', 'tomorrow'],
  ])('refuses %s', (_what, time) => {
    expect(send(0, { time_to_send: time })).toMatchObject({ code: 10017 });
  });

  it('has different messages wait together', () => {
    const messages = ['R1', 'R2'].map((target) => ({ target, message: { ...message, extra: {} } }));
    const at = { messages: JSON.stringify(messages), time_to_send: String(NOW_MS + HOUR_MS) };
    expect(ask('/v2/multi_messages/regids', at)).toMatchObject({ code: 0 });
    expect(rings()).toBe(0);
    jest.advanceTimersByTime(HOUR_MS);
    expect(fake.phones.count()).toMatchObject({ phones: 2, shown: 2 });
  });

  it('forgets what waits with all else', () => {
    send(HOUR_MS);
    fake.forget();
    jest.advanceTimersByTime(HOUR_MS);
    expect(rings()).toBe(0);
  });
});
