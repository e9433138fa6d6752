// The HTTP/2 side of the host: streams to fakes, and connections as far as a vendor has rules about them.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "http2Of", {
    enumerable: true,
    get: function() {
        return http2Of;
    }
});
const _nodehttp2 = require("node:http2");
const _nodetls = require("node:tls");
/** A door of a vendor that counts streams itself begins with one. Others may be called at once by clients that wait for no settings. */ const FIRST_STREAMS = 1;
const USUAL_STREAMS = 100;
/** In MB. */ const MAX_SESSION_MEMORY = 64;
/** Of bodies on their way. With the usual 64 KB clients on Node that do not count send some of theirs never. In bytes. */ const WINDOW_BYTES = 16_777_216;
function http2Of(host) {
    const isStrict = host.fakes.every(({ countsStreams })=>countsStreams === true);
    const first = isStrict ? FIRST_STREAMS : USUAL_STREAMS;
    const settings = {
        maxConcurrentStreams: first
    };
    const server = (0, _nodehttp2.createServer)({
        settings,
        maxSessionMemory: MAX_SESSION_MEMORY
    });
    server.on('session', (session)=>{
        const connection = connectionOf(session, first);
        session.setLocalWindowSize(WINDOW_BYTES);
        session.on('error', ()=>session.destroy());
        session.on('stream', (stream, headers, _flags, rawHeaders)=>{
            stream.on('error', ()=>stream.destroy());
            const headerNames = ()=>namesIn(rawHeaders);
            if (host.takeStream(stream, headers, {
                ...connection,
                headerNames
            })) return;
            stream.respond({
                ':status': 404
            }, {
                endStream: true
            });
        });
    });
    return server;
}
/** Node gives them as name, value, name, value. */ const namesIn = (rawHeaders)=>Array.isArray(rawHeaders) ? rawHeaders.filter((_value, i)=>i % 2 === 0).map(String) : [];
function connectionOf(session, first) {
    let [told, wanted] = [
        first,
        first
    ];
    /** A client that never confirms settings is not told twice. */ const tell = ()=>{
        if (told === wanted || session.destroyed || session.pendingSettingsAck) return;
        told = wanted;
        session.settings({
            maxConcurrentStreams: wanted
        });
    };
    // An earlier change has arrived.
    session.on('localSettings', tell);
    const { socket } = session;
    const certificate = socket instanceof _nodetls.TLSSocket ? socket.getPeerCertificate().raw : undefined;
    return {
        key: session,
        ...certificate && {
            certificate
        },
        allow (count = USUAL_STREAMS) {
            wanted = count;
            tell();
        },
        leave (words) {
            if (!session.destroyed) session.goaway(0, undefined, Buffer.from(words));
        }
    };
}
