// All vendors. A new one is its folder and its line here.
import type { Vendor } from './vendor';
import { apns } from './apns';
import { fcm } from './fcm';
import { honor } from './honor';
import { huawei } from './huawei';
import { meizu } from './meizu';
import { oppo } from './oppo';
import { vivo } from './vivo';
import { xiaomi } from './xiaomi';

export const VENDORS: readonly Vendor[] = [xiaomi, huawei, honor, oppo, vivo, meizu, apns, fcm];

export const vendorNamed = (id: string): Vendor | undefined => VENDORS.find((vendor) => vendor.id === id);
