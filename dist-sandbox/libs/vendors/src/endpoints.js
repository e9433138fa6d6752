// Entries of an operator's setting → where each vendor's hosts are. Pure; a broken entry stops the start.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
function _export(target, all) {
    for(var name in all)Object.defineProperty(target, name, {
        enumerable: true,
        get: Object.getOwnPropertyDescriptor(all, name).get
    });
}
_export(exports, {
    get endpointsOf () {
        return endpointsOf;
    },
    get vendorUrlsOf () {
        return vendorUrlsOf;
    }
});
const EVERY_VENDOR = '*';
const vendorUrlsOf = (setting, entries)=>new Map(entries.map((entry)=>parse(setting, entry)));
function endpointsOf(vendor, urls) {
    const places = Object.entries(vendor.endpoints).map(([name, url])=>[
            name,
            urls.get(`${vendor.id}.${name}`) ?? urls.get(vendor.id) ?? urls.get(EVERY_VENDOR)?.replaceAll('{vendor}', vendor.id) ?? url
        ]);
    return Object.fromEntries(places);
}
function parse(setting, entry) {
    const [place = '', url = ''] = entry.split(/=(.*)/s);
    if (!/^(?:\*|[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)?)$/.test(place) || !/^https?:\/\/[^\s/]/.test(url)) {
        throw new Error(`${setting}: "${entry}" must look like vendor=https://host, vendor.endpoint=https://host or *=https://host/{vendor}`);
    }
    return [
        place,
        url.replace(/(?<!\/)\/+$/, '')
    ];
}
