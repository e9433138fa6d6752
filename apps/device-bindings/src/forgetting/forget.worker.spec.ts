// A pass over large tables ends with its process.
import { FakeClock } from '@offline-push/testing';
import type { Limits } from '../device-bindings.config';
import type { HistoryStore } from '../rebinding/history.store';
import type { ForgetStore } from './forget.store';
import { ForgetWorker } from './forget.worker';

it('stops between two pieces when the process stops, however many are left', async () => {
  let pages = 0;
  const store = {
    forgetEnded: () => Promise.resolve(0),
    forgetSuperseded: (_beforeMs: number, last: unknown) => {
      pages += 1;
      if (pages === 3) void worker.beforeApplicationShutdown();
      return Promise.resolve(pages < 1_000 ? last : undefined);
    },
    forgetDeadTokens: jest.fn(),
  };
  const worker = new ForgetWorker(
    store as unknown as ForgetStore,
    { forgetBefore: () => Promise.resolve(0) } as unknown as HistoryStore,
    { keepMs: 1 } as Limits,
    new FakeClock(),
  );
  await worker.forget();
  expect(pages).toBe(3);
  expect(store.forgetDeadTokens).not.toHaveBeenCalled();
});
