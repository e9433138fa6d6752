// After an outage a service catches up with its state before it decides: a backlog of messages rings nobody who logged out meanwhile.
import { Stage } from '@offline-push/platform';

jest.setTimeout(180_000);

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
}, 180_000);
afterAll(() => stage.close());

it.each(['presence', 'device-bindings', 'dispatch'] as const)(
  'a logout and a message while %s is stopped: no push when it is back',
  async (service) => {
    const phone = stage.phoneOf(`user-of-${service}`);
    await stage.killed(phone);
    await stage.platform.programs[service].stop();
    await stage.chat.says(['logged-out', phone]);
    await stage.sends(`m-${service}`, [phone.user]);
    await stage.platform.programs[service].start();
    const fate = await stage.fateOf(`m-${service}`, phone.user, 90_000);
    expect(['logged-out', 'binding-ended', 'withdrawn']).toContain(fate);
    expect(await stage.sandbox.callsTo(phone.token)).toEqual([]);
  },
  60_000,
);
