// `vendor=url` entries of the configuration → a map. Pure; a broken entry stops the start.
export function vendorUrlsOf(entries: readonly string[]): ReadonlyMap<string, string> {
  return new Map(entries.map(parse));
}

function parse(entry: string): [string, string] {
  const [vendor = '', url = ''] = entry.split(/=(.*)/s);
  if (vendor === '' || !/^https?:\/\//.test(url)) {
    throw new Error(`DISPATCH_VENDOR_URLS: "${entry}" must look like vendor=https://host`);
  }
  return [vendor, url.replace(/\/+$/, '')];
}
