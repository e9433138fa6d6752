// Entries of an operator's setting → where each vendor's hosts are. Pure; a broken entry stops the start.
import type { Vendor } from './vendor';

const EVERY_VENDOR = '*';

/** `vendor`, `vendor.endpoint` or `*` → URL. */
export type VendorUrls = ReadonlyMap<string, string>;

/**
 * `xiaomi=https://proxy` moves all hosts of a vendor, `huawei.auth=https://proxy` one of them, `*=https://proxy/{vendor}` those of all vendors
 * that nothing else is said of.
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
