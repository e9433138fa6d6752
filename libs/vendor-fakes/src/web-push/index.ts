// What the list of fakes knows of Web Push: its fake, and what a push service would hold.
import type { VendorFakes } from '../host/vendor-fake';
import { newFake } from './fake';
import { tenantOf } from './fake-console';

export const webPush: VendorFakes = { id: 'web-push', newFake, tenantOf };
