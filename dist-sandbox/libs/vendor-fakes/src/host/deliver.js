// The last step of a fake's answer: as it is, or spoiled in the way that was asked for, over either version of HTTP.
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
    get overHttp1 () {
        return overHttp1;
    },
    get overHttp2 () {
        return overHttp2;
    }
});
const _nodehttp2 = require("node:http2");
const _nodezlib = require("node:zlib");
const HUGE_BYTES = 8 * 1_048_576;
const DRIP_MS = 1000;
const overHttp1 = (outgoing)=>({
        get isGone () {
            return outgoing.destroyed;
        },
        deliver: (answer, trick)=>deliver(answer, trick, {
                give: (status, headers, body)=>outgoing.writeHead(status, headers).end(body),
                drip: (status, headers, body)=>drip(outgoing.writeHead(status, headers), body),
                close: ()=>outgoing.destroy()
            }),
        destroy: ()=>outgoing.destroy()
    });
const overHttp2 = (stream)=>({
        get isGone () {
            return stream.destroyed;
        },
        deliver: (answer, trick)=>deliver(answer, trick, {
                give: (status, headers, body)=>{
                    stream.respond({
                        ':status': status,
                        ...headers
                    }, {
                        endStream: body.length === 0
                    });
                    // One frame that ends the stream: some clients read nothing from two.
                    if (body.length > 0) stream.end(body);
                },
                drip: (status, headers, body)=>{
                    stream.respond({
                        ':status': status,
                        ...headers
                    });
                    drip(stream, body);
                },
                close: ()=>stream.session?.destroy()
            }),
        destroy: ()=>stream.close(_nodehttp2.constants.NGHTTP2_INTERNAL_ERROR)
    });
function deliver(answer, trick, way) {
    const headers = {
        ...answer.body !== '' && {
            'content-type': 'application/json;charset=UTF-8'
        },
        ...answer.headers,
        ...trick?.retryAfter !== undefined && {
            'retry-after': trick.retryAfter
        }
    };
    const give = (body, more = {})=>way.give(answer.status, {
            ...headers,
            ...more
        }, body);
    switch(trick?.do){
        case 'hang':
            return;
        case 'close':
            return way.close();
        case 'garbage':
            return give('<html><body>It works!</body></html>', {
                'content-type': 'text/html'
            });
        case 'empty':
            return give('');
        case 'cut':
            return give(answer.body.slice(0, answer.body.length / 2));
        case 'huge':
            return give(Buffer.alloc(HUGE_BYTES, 0x20));
        case 'packed':
            return give((0, _nodezlib.gzipSync)(answer.body), {
                'content-encoding': 'gzip'
            });
        case 'big-header':
            return give(answer.body, {
                'x-padding': 'x'.repeat(100_000)
            });
        case 'redirect':
            return give('', {
                location: 'http://127.0.0.1:9/elsewhere'
            });
        case 'drip':
            return way.drip(answer.status, headers, answer.body);
        default:
            return give(answer.body);
    }
}
function drip(outgoing, body) {
    let sent = 0;
    const timer = setInterval(()=>{
        if (outgoing.destroyed || sent >= body.length) clearInterval(timer);
        else outgoing.write(body.slice(sent, ++sent));
    }, DRIP_MS);
    outgoing.on('close', ()=>clearInterval(timer));
}
