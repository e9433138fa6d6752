// The fakes of all vendors and the parts that serve them: for vendor-sandbox and for tests, never for a service.
import type { VendorFake } from './fake/vendor-fake';
import { XiaomiFake } from './xiaomi/fake';

export * from './fake/host';
export * from './fake/phones';
export * from './fake/tricks';
export * from './fake/vendor-fake';
export * from './fake/witness';

/** One of each, knowing nobody yet. */
export const newFakes = (): VendorFake[] => [new XiaomiFake()];
