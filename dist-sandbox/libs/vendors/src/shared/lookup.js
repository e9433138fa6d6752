// Names → addresses by c-ares, with a deadline and a cache. Not by getaddrinfo: four stuck look-ups of one vendor would hold
// every look-up of the process, because Node gives them half of a pool of four threads. What name servers do not know is left to
// system-lookup.ts.
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
    get MAX_STALE_MS () {
        return MAX_STALE_MS;
    },
    get NameCache () {
        return NameCache;
    },
    get lookupThrough () {
        return lookupThrough;
    },
    get queryNameServers () {
        return queryNameServers;
    }
});
const _promises = require("node:dns/promises");
const _nodenet = require("node:net");
/** One silent name server may cost a new connection this long, and nobody else anything. */ const QUERY_TIMEOUT_MS = 500;
/** An address is asked for again after its own TTL, but not more often than this. */ const MIN_FRESH_MS = 1_000;
const MAX_FRESH_MS = 60_000;
const MAX_STALE_MS = 60_000;
/** A process speaks to a handful of vendors; more names than this mean that something is wrong. */ const MAX_NAMES = 256;
let NameCache = class NameCache {
    query;
    nowMs;
    known = new Map();
    asking = new Map();
    constructor(query = queryNameServers(), nowMs = ()=>performance.now()){
        this.query = query;
        this.nowMs = nowMs;
    }
    /** Fresh from the cache, stale while somebody asks in the background, else after at most one query. */ async resolve(name) {
        const known = this.known.get(name);
        if (known === undefined || this.nowMs() >= known.freshUntilMs + MAX_STALE_MS) return this.ask(name);
        // A failed refresh changes nothing: the stale address stays until its time is over, then the failure is the caller's.
        if (this.nowMs() >= known.freshUntilMs) this.ask(name).catch(()=>undefined);
        return known.addresses;
    }
    ask(name) {
        const running = this.asking.get(name);
        if (running !== undefined) return running;
        const question = this.query(name).then((addresses)=>this.remember(name, addresses)).finally(()=>this.asking.delete(name));
        this.asking.set(name, question);
        return question;
    }
    remember(name, addresses) {
        const ttlMs = Math.min(...addresses.map((address)=>address.ttlSeconds * 1000));
        const freshMs = Math.min(Math.max(ttlMs, MIN_FRESH_MS), MAX_FRESH_MS);
        this.known.delete(name);
        this.known.set(name, {
            addresses,
            freshUntilMs: this.nowMs() + freshMs
        });
        const oldest = this.known.keys().next().value;
        if (this.known.size > MAX_NAMES && oldest !== undefined) this.known.delete(oldest);
        return addresses;
    }
};
function queryNameServers(servers) {
    const resolver = new _promises.Resolver({
        timeout: QUERY_TIMEOUT_MS,
        tries: 1
    });
    if (servers !== undefined) resolver.setServers(servers);
    return async (name)=>{
        if (name === 'localhost') return [
            {
                address: '127.0.0.1',
                family: 4,
                ttlSeconds: 60
            }
        ];
        const [four, six] = await Promise.allSettled([
            resolver.resolve4(name, {
                ttl: true
            }),
            resolver.resolve6(name, {
                ttl: true
            })
        ]);
        const addresses = [
            ...addressesOf(four, 4),
            ...addressesOf(six, 6)
        ];
        if (addresses.length > 0) return addresses;
        throw four.status === 'rejected' ? four.reason : notFound(name);
    };
}
const addressesOf = (records, family)=>records.status === 'fulfilled' ? records.value.map(({ address, ttl })=>({
            address,
            family,
            ttlSeconds: ttl
        })) : [];
const notFound = (name)=>Object.assign(new Error(`no address for ${name}`), {
        code: 'ENOTFOUND'
    });
const lookupThrough = (names)=>(hostname, options, callback)=>{
        const literal = (0, _nodenet.isIP)(hostname);
        const found = literal === 0 ? names.resolve(hostname) : Promise.resolve([
            {
                address: hostname,
                family: literal,
                ttlSeconds: 0
            }
        ]);
        found.then((addresses)=>{
            const wanted = addresses.filter(({ family })=>!options.family || family === options.family);
            const first = wanted[0];
            if (first === undefined) callback(notFound(hostname), '', 4);
            else if (options.all === true) callback(null, [
                ...wanted
            ]);
            else callback(null, first.address, first.family);
        }, (error)=>callback(error, '', 4));
    };
