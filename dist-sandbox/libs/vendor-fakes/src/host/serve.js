// One port for callers of either version of HTTP, in the clear or over TLS: the first bytes of a connection tell which it speaks.
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
    get listen () {
        return listen;
    },
    get serveFakes () {
        return serveFakes;
    }
});
const _nodehttp = require("node:http");
const _nodenet = require("node:net");
const _nodetls = require("node:tls");
const _http2 = require("./http2");
/** A caller has this long for its first bytes, and for the head of a request; and this long for all of it. */ const HEAD_DEADLINE_MS = 10_000;
const REQUEST_DEADLINE_MS = 30_000;
async function listen(server, port, host = '127.0.0.1', { http2, tls } = {}) {
    const sockets = new Set();
    server.headersTimeout = HEAD_DEADLINE_MS;
    server.requestTimeout = REQUEST_DEADLINE_MS;
    // It gets its connections from here and never listens itself; but only then does Node look at its deadlines.
    server.emit('listening');
    const welcome = (socket)=>{
        sockets.add(socket);
        socket.on('close', ()=>sockets.delete(socket));
        socket.on('error', ()=>socket.destroy());
        socket.setTimeout(HEAD_DEADLINE_MS, ()=>socket.destroy());
        socket.once('data', (first)=>{
            socket.setTimeout(0);
            socket.removeAllListeners('timeout');
            sortOut(socket, first, server, http2);
        });
    };
    const door = tls === undefined ? (0, _nodenet.createServer)(welcome) : (0, _nodetls.createServer)({
        ...tls,
        ALPNProtocols: [
            'h2',
            'http/1.1'
        ],
        requestCert: true,
        rejectUnauthorized: false
    }, welcome);
    await new Promise((resolve, reject)=>{
        door.once('error', reject);
        door.listen(port, host, resolve);
    });
    return {
        url: `${tls === undefined ? 'http' : 'https'}://${host}:${door.address().port}`,
        close: ()=>new Promise((resolve)=>{
                door.close(()=>resolve());
                for (const socket of sockets)socket.destroy();
            })
    };
}
/** RFC 9113, 3.4: a connection that begins so speaks HTTP/2. */ const PREFACE = 'PRI * HTTP/2.0';
function sortOut(socket, first, http1, http2) {
    socket.pause();
    socket.unshift(first);
    const isHttp2 = first.toString('latin1', 0, PREFACE.length) === PREFACE;
    if (!isHttp2 || http2 === undefined) {
        http1.emit('connection', socket);
        socket.resume();
        return;
    }
    // Some clients of HTTP/2 offer no ALPN, and Node would turn them away.
    if (socket instanceof _nodetls.TLSSocket) socket.alpnProtocol ||= 'h2-without-alpn';
    // It takes what was read by itself: a socket that flows would lose it.
    http2.emit('connection', socket);
}
const serveFakes = (host, tls)=>listen((0, _nodehttp.createServer)((incoming, outgoing)=>{
        if (!host.take(incoming, outgoing)) outgoing.writeHead(404).end();
    }), 0, '127.0.0.1', {
        http2: (0, _http2.http2Of)(host),
        ...tls && {
            tls
        }
    });
