import {
  certificate,
  database,
  FIRST,
  freshForEachTest,
  host,
  push,
  service,
  start,
  witness,
} from '../../fixtures/frame';

freshForEachTest();

it('S2: a stop while the database takes no verdict ends within its time', async () => {
  await certificate(FIRST);
  await start(undefined, { SHUTDOWN_DEADLINE_MS: '2000' });
  const answer = witness.hold();
  await push();
  await witness.next(() => true);
  await database.setReadOnly(true);
  try {
    answer();
    const beganMs = performance.now();
    await service?.stop();
    expect(host.answered).toBe(1);
    expect(performance.now() - beganMs).toBeGreaterThan(1_200);
  } finally {
    await database.setReadOnly(false);
  }
}, 180_000);
