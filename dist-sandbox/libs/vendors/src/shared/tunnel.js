// A connection to a vendor through a company's HTTP proxy (CONNECT, RFC 9110, 9.3.6). What travels in it is left to the callers.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "tunnel", {
    enumerable: true,
    get: function() {
        return tunnel;
    }
});
const _nodehttp = require("node:http");
const _nodehttps = require("node:https");
const _proxyfor = require("./proxy-for");
/** The code of `ProxyRefused` for answers that a proxy gives instead of a tunnel. */ const codeOfStatus = (status)=>`PROXY_SAID_${status}`;
function tunnel(proxy, target, { lookup, timeoutMs }) {
    return new Promise((resolve, reject)=>{
        const request = connectRequest(proxy, (0, _proxyfor.authorityOf)(target), lookup);
        const timer = setTimeout(()=>request.destroy(coded('PROXY_TIMEOUT')), timeoutMs);
        request.once('connect', (response, socket, head)=>{
            clearTimeout(timer);
            const status = response.statusCode ?? 0;
            if (status < 200 || status > 299) {
                socket.destroy();
                return reject(coded(codeOfStatus(status)));
            }
            // A server over cleartext HTTP/2 may speak first.
            if (head.length > 0) socket.unshift(head);
            resolve(socket);
        });
        request.once('response', ({ statusCode = 0 })=>request.destroy(coded(codeOfStatus(statusCode))));
        request.once('error', (error)=>{
            clearTimeout(timer);
            reject(error);
        });
        request.end();
    });
}
function connectRequest(proxy, authority, lookup) {
    const { username, password } = proxy;
    const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    const isSecure = proxy.protocol === 'https:';
    return (isSecure ? _nodehttps.request : _nodehttp.request)({
        method: 'CONNECT',
        host: proxy.hostname.replace(/^\[|\]$/g, ''),
        port: (0, _proxyfor.portOf)(proxy),
        path: authority,
        lookup,
        // Each tunnel is a connection of its own, and the caller's pool keeps it.
        agent: false,
        headers: {
            host: authority,
            ...username !== '' && {
                'proxy-authorization': `Basic ${Buffer.from(login).toString('base64')}`
            }
        }
    });
}
const coded = (code)=>Object.assign(new Error(code), {
        code
    });
