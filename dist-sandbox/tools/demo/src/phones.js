// The phones of the demo: one of each vendor whose app was killed, one that is connected, one that logged out. Pure.
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
    get DEMO_APP () {
        return DEMO_APP;
    },
    get phonesOf () {
        return phonesOf;
    },
    get tokenOf () {
        return tokenOf;
    }
});
const _vendorfakes = require("../../../libs/vendor-fakes/src");
const DEMO_APP = 'demo';
function phonesOf(vendors) {
    const [first = '', ...others] = vendors;
    const phone = (user, vendor, fate)=>{
        const device = `${user}s-phone`;
        const { platform } = sampleOf(vendor) ?? {};
        const token = tokenOf(vendor, `ok-${device}`);
        return {
            user,
            device,
            session: `${user}-1`,
            vendor,
            token,
            ...platform && {
                platform
            },
            fate
        };
    };
    return [
        phone('bob', first, 'killed'),
        phone('carol', first, 'online'),
        phone('dave', first, 'logged-out'),
        ...others.map((vendor)=>phone(`${vendor}-bob`, vendor, 'killed'))
    ];
}
const tokenOf = (vendor, word)=>sampleOf(vendor)?.tokenFor?.(word) ?? word;
const sampleOf = (vendor)=>(0, _vendorfakes.newFakes)().find((fake)=>fake.vendor === vendor)?.sample;
