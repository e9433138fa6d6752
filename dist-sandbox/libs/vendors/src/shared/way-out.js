// How a connection to a vendor leaves: straight, or through the proxy that the environment of the process names.
// Both transports ask here, so that a company's network is told to them once.
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
    get connectorOf () {
        return connectorOf;
    },
    get http2Wire () {
        return http2Wire;
    },
    get leaveThrough () {
        return leaveThrough;
    },
    get tunnelTo () {
        return tunnelTo;
    }
});
const _nodenet = require("node:net");
const _nodetls = require("node:tls");
const _undici = require("undici");
const _proxyfor = require("./proxy-for");
const _tunnel = require("./tunnel");
let proxies = process.env;
function leaveThrough(environment) {
    proxies = {
        ...process.env,
        ...environment
    };
}
async function tunnelTo(origin, wayOut) {
    const proxy = (0, _proxyfor.proxyFor)(origin, proxies);
    return proxy === undefined ? undefined : (0, _tunnel.tunnel)(proxy, origin, wayOut);
}
function connectorOf(origin, wayOut) {
    const direct = (0, _undici.buildConnector)({
        timeout: wayOut.timeoutMs,
        lookup: wayOut.lookup
    });
    return (options, callback)=>{
        tunnelTo(origin, wayOut).then((socket)=>connectOn(socket, options, direct, callback), (error)=>callback(error, null));
    };
}
function connectOn(socket, options, direct, callback) {
    if (socket === undefined) direct(options, callback);
    else if (options.protocol === 'https:') direct({
        ...options,
        httpSocket: socket
    }, callback);
    else callback(null, socket.setNoDelay(true));
}
function http2Wire(socket, origin, tls) {
    socket.setNoDelay(true);
    if (origin.protocol !== 'https:') return socket;
    const servername = (0, _nodenet.isIP)(origin.hostname.replace(/^\[|\]$/g, '')) === 0 ? origin.hostname : '';
    try {
        return (0, _nodetls.connect)({
            ...tls,
            socket,
            servername,
            ALPNProtocols: [
                'h2'
            ]
        });
    } catch (error) {
        socket.destroy();
        throw error;
    }
}
