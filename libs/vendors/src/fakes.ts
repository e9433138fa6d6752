// The fakes of all vendors and the parts that serve them: for vendor-sandbox and for tests, never for a service.
import { createRequire } from 'node:module';
import type { VendorFake } from './fake/vendor-fake';
import { VENDORS } from './registry';

export { tenantOf } from './fake/consoles';
export * from './fake/host';
export { http2Of } from './fake/http2';
export * from './fake/phones';
export * from './fake/receipt-poster';
export * from './fake/tricks';
export * from './fake/vendor-fake';
export * from './fake/witness';

/** One of each, knowing nobody yet. Found by the folder's name, so that the registry is the only list of vendors. */
export const newFakes = (): VendorFake[] =>
  VENDORS.map(({ id }) => (createRequire(__filename)(`./${id}/fake`) as { newFake(): VendorFake }).newFake());
