// Reads the operator's setting of the vendors' addresses. Pure. A wrong entry ends the start.
import type { Vendor } from './vendor';

const EVERY_VENDOR = '*';

/** `vendor`, `vendor.endpoint` or `*` → URL. */
export type VendorUrls = ReadonlyMap<string, string>;

/**
 * `xiaomi=https://proxy` replaces all hosts of a vendor, `huawei.auth=https://proxy` one of them, and `*=https://proxy/{vendor}` those of
 * all vendors without an entry.
 */
export const vendorUrlsOf = (setting: string, entries: readonly string[]): VendorUrls =>
  new Map(entries.map((entry) => parse(setting, entry)));

export function endpointsOf(vendor: Vendor, urls: VendorUrls): Record<string, string> {
  const places = Object.entries(vendor.endpoints).map(([name, url]) => [
    name,
    urls.get(`${vendor.id}.${name}`) ??
      urls.get(vendor.id) ??
      urls.get(EVERY_VENDOR)?.replaceAll('{vendor}', vendor.id) ??
      url,
  ]);
  return Object.fromEntries(places) as Record<string, string>;
}

function parse(setting: string, entry: string): [string, string] {
  const [place = '', url = ''] = entry.split(/=(.*)/s);
  if (!/^(?:\*|[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)?)$/.test(place) || !/^https?:\/\/[^\s/]/.test(url)) {
    throw new Error(
      `${setting}: "${entry}" must look like vendor=https://host, vendor.endpoint=https://host or *=https://host/{vendor}`,
    );
  }
  return [place, url.replace(/(?<!\/)\/+$/, '')];
}
