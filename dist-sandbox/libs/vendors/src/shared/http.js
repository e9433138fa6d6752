// One HTTP/1.1 exchange with a vendor. Reads little, follows nothing, waits no longer than told, and says honestly whether the
// request can have reached the vendor. Codes and verdicts are left to the vendor's own files.
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
    get HttpOrigin () {
        return HttpOrigin;
    },
    get MAX_ANSWER_BYTES () {
        return MAX_ANSWER_BYTES;
    },
    get isNotBegun () {
        return isNotBegun;
    }
});
const _undici = require("undici");
const _errorcode = require("./error-code");
const _retryafter = require("./retry-after");
const _useragent = require("./user-agent");
const _lookup = require("./lookup");
const _names = require("./names");
const _wayout = require("./way-out");
const _vendor = require("../vendor");
const MAX_ANSWER_BYTES = 65_536;
const MAX_HEADER_BYTES = 16_384;
const CONNECT_TIMEOUT_MS = 3_000;
/** Vendors close idle connections after a minute or more; leaving first avoids writing into a closing one. */ const IDLE_MS = 30_000;
/** Requests that may wait for a connection, for each connection. Whoever asks for more has lost count. */ const WAITING_PER_CONNECTION = 8;
let HttpOrigin = class HttpOrigin {
    maxAnswerBytes;
    pool;
    prefix;
    maxOpen;
    open = 0;
    constructor(baseUrl, connections, names = _names.sharedNames, maxAnswerBytes = MAX_ANSWER_BYTES){
        this.maxAnswerBytes = maxAnswerBytes;
        const url = new URL(baseUrl);
        this.prefix = url.pathname.replace(/\/$/, '');
        this.maxOpen = connections * (1 + WAITING_PER_CONNECTION);
        this.pool = new _undici.Pool(url.origin, {
            connections,
            pipelining: 1,
            keepAliveTimeout: IDLE_MS,
            maxHeaderSize: MAX_HEADER_BYTES,
            // The deadline of each call is the only clock; undici's own would tell less.
            headersTimeout: 0,
            bodyTimeout: 0,
            connect: (0, _wayout.connectorOf)(url, {
                timeoutMs: CONNECT_TIMEOUT_MS,
                lookup: (0, _lookup.lookupThrough)(names)
            })
        });
    }
    /**
   * Never rejects. `deadlineMs` counts from now, waiting for a connection included. `beginMs`: no byte leaves after that. Who has waited longer
   * for a connection is told so once it is there, so that the next one need not wait.
   */ async exchange(request, deadlineMs, beginMs = Infinity) {
        if (this.open >= this.maxOpen) {
            return {
                kind: 'no-answer',
                code: 'too-many-calls',
                mayHaveArrived: false
            };
        }
        this.open++;
        try {
            return await this.dispatch(request, deadlineMs, beginMs);
        } finally{
            this.open--;
        }
    }
    /** Nobody waits for an answer or for a connection. */ get isIdle() {
        return this.open === 0;
    }
    async close() {
        await this.pool.destroy();
    }
    dispatch(request, deadlineMs, beginMs) {
        return new Promise((resolve)=>{
            const reader = new AnswerReader(deadlineMs, performance.now() + beginMs, this.maxAnswerBytes, resolve);
            const { method, body } = request;
            const headers = {
                'user-agent': _useragent.USER_AGENT,
                ...request.headers
            };
            try {
                this.pool.dispatch({
                    method,
                    path: this.prefix + request.path,
                    headers,
                    body: body ?? null,
                    reset: false
                }, reader);
            } catch (error) {
                reader.onResponseError(undefined, error);
            }
        });
    }
};
const isNotBegun = (exchange)=>exchange.kind === 'no-answer' && exchange.code === _vendor.NOT_BEGUN;
/** Its code becomes NOT_BEGUN, as that of any error of the network. */ let NotBegun = class NotBegun extends Error {
    code = _vendor.NOT_BEGUN.toUpperCase().replaceAll('-', '_');
};
/** undici's handler for one request: gathers the answer, ends exactly once. */ let AnswerReader = class AnswerReader {
    beginByMs;
    maxBytes;
    resolve;
    controller;
    isOver = false;
    status = 0;
    retryAfter;
    date;
    location;
    isPacked = false;
    size = 0;
    chunks = [];
    timer;
    constructor(deadlineMs, beginByMs, maxBytes, resolve){
        this.beginByMs = beginByMs;
        this.maxBytes = maxBytes;
        this.resolve = resolve;
        this.timer = setTimeout(()=>this.endWithout('deadline'), deadlineMs);
    }
    /** A connection is ours and the first byte is about to leave. What is thrown here keeps the connection for others; an abort ends it. */ onRequestStart(controller) {
        if (this.isOver) throw new Error('given up while waiting for a connection');
        if (performance.now() > this.beginByMs) throw new NotBegun();
        this.controller = controller;
    }
    onResponseStart(_controller, status, headers) {
        const one = (name)=>[
                headers[name]
            ].flat()[0];
        this.status = status;
        this.retryAfter = one('retry-after');
        this.date = one('date');
        this.location = one('location');
        this.isPacked = ![
            '',
            'identity'
        ].includes((one('content-encoding') ?? '').toLowerCase());
        if (this.isPacked) this.endSpoiled('answer-packed');
    }
    onResponseData(_controller, chunk) {
        this.size += chunk.length;
        if (this.size > this.maxBytes) this.endSpoiled('answer-too-long');
        else this.chunks.push(chunk);
    }
    onResponseEnd() {
        this.end(this.answered(Buffer.concat(this.chunks).toString('utf8')));
    }
    onResponseError(_controller, error) {
        this.endWithout((0, _errorcode.codeOf)(error));
    }
    answered(body, spoiled) {
        const waitMs = (0, _retryafter.retryAfterMs)(this.retryAfter, (0, _retryafter.answeredAtMs)(this.date));
        return {
            kind: 'answered',
            status: this.status,
            body,
            ...spoiled !== undefined && {
                spoiled
            },
            ...waitMs !== undefined && {
                retryAfterMs: waitMs
            },
            ...this.location !== undefined && {
                location: this.location
            }
        };
    }
    endSpoiled(spoiled) {
        this.end(this.answered('', spoiled));
        this.controller?.abort(new Error(spoiled));
    }
    endWithout(code) {
        const mayHaveArrived = this.controller !== undefined;
        this.end({
            kind: 'no-answer',
            code,
            mayHaveArrived
        });
        this.controller?.abort(new Error(code));
    }
    end(exchange) {
        if (this.isOver) return;
        this.isOver = true;
        clearTimeout(this.timer);
        this.chunks.length = 0;
        this.resolve(exchange);
    }
};
