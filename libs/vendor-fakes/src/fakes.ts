// All fakes. That of a new vendor is its folder and its line here.
import type { VendorFake, VendorFakes } from './host/vendor-fake';
import { apns } from './apns';
import { fcm } from './fcm';
import { honor } from './honor';
import { huawei } from './huawei';
import { meizu } from './meizu';
import { oppo } from './oppo';
import { vivo } from './vivo';
import { webPush } from './web-push';
import { xiaomi } from './xiaomi';

export const FAKES: readonly VendorFakes[] = [xiaomi, huawei, honor, oppo, vivo, meizu, apns, fcm, webPush];

/** One of each, knowing nobody yet. */
export const newFakes = (): VendorFake[] => FAKES.map(({ newFake }) => newFake());
