// Which proxy leads to a host: what HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY say, read as curl and Go read them.
// Pure. The way through the proxy is left to tunnel.ts.
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
    get authorityOf () {
        return authorityOf;
    },
    get portOf () {
        return portOf;
    },
    get proxyFor () {
        return proxyFor;
    }
});
const _nodenet = require("node:net");
const DEFAULT_PORTS = {
    'http:': '80',
    'https:': '443'
};
function proxyFor(origin, env) {
    const scheme = origin.protocol === 'https:' ? 'https' : 'http';
    const named = said(env, `${scheme}_proxy`) ?? said(env, 'all_proxy');
    if (named === undefined || isExempt(origin, said(env, 'no_proxy') ?? '')) return undefined;
    return proxyUrlOf(named);
}
/** A proxy without a scheme is an http one. Its user and password may be in it, so no error quotes it. Throws with a `code`. */ function proxyUrlOf(named) {
    const text = named.includes('://') ? named : `http://${named}`;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || !(url.protocol in DEFAULT_PORTS) || url.hostname === '') throw Object.assign(new Error('a proxy must be a URL like http://proxy.example:3128'), {
        code: 'PROXY_IS_NO_URL'
    });
    return url;
}
const authorityOf = (url)=>`${url.hostname}:${portOf(url)}`;
const portOf = (url)=>url.port || (DEFAULT_PORTS[url.protocol] ?? '80');
function said(env, name) {
    const value = (env[name] ?? env[name.toUpperCase()])?.trim();
    return value === '' ? undefined : value;
}
const isExempt = (origin, list)=>list.toLowerCase().split(/[,\s]/).some((entry)=>entry !== '' && exempts(entry, origin));
/** `*`, a name (its subdomains too), `.name`, `*.name`, an address or a network; each but `*` may name a port. */ function exempts(entry, origin) {
    if (entry === '*') return true;
    const host = withoutBrackets(origin.hostname);
    if (entry.includes('/')) return isInNetwork(host, entry);
    const { name, port } = partsOf(entry);
    if (port !== undefined && port !== portOf(origin)) return false;
    return host === name || (0, _nodenet.isIP)(host) === 0 && host.endsWith(`.${name}`);
}
function partsOf(entry) {
    if ((0, _nodenet.isIP)(entry) === 6) return {
        name: entry
    };
    const colon = entry.lastIndexOf(':');
    const isPort = colon > 0 && /^\d{1,5}$/.test(entry.slice(colon + 1));
    const host = withoutBrackets(isPort ? entry.slice(0, colon) : entry);
    const name = host.startsWith('*.') ? host.slice(2) : host.replace(/^\./, '');
    return isPort ? {
        name,
        port: entry.slice(colon + 1)
    } : {
        name
    };
}
function isInNetwork(host, network) {
    const family = (0, _nodenet.isIP)(host);
    const [address = '', bits = ''] = network.split('/');
    const length = Number(bits);
    const isNetwork = (0, _nodenet.isIP)(address) === family && /^\d{1,3}$/.test(bits) && length <= (family === 4 ? 32 : 128);
    if (family === 0 || !isNetwork) return false;
    const type = family === 4 ? 'ipv4' : 'ipv6';
    const list = new _nodenet.BlockList();
    list.addSubnet(address, length, type);
    return list.check(host, type);
}
const withoutBrackets = (host)=>host.replace(/^\[|\]$/g, '');
