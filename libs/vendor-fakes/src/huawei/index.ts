// What the list of fakes knows of Huawei: its fake, and what its console would hold.
import type { VendorFakes } from '../host/vendor-fake';
import { newFake } from './fake';
import { tenantOf } from './fake-console';

export const huawei: VendorFakes = { id: 'huawei', newFake, tenantOf };
