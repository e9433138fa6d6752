// One request over HTTP/2, from the caller's question to its only answer: reads little, waits no longer than told, and says honestly
// whether the request can have been processed. Which connection carries it is left to http2.ts.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Http2Call", {
    enumerable: true,
    get: function() {
        return Http2Call;
    }
});
const _nodehttp2 = require("node:http2");
const _vendor = require("../vendor");
const _retryafter = require("./retry-after");
const _useragent = require("./user-agent");
const { NGHTTP2_CANCEL, NGHTTP2_FLAG_END_STREAM, NGHTTP2_REFUSED_STREAM, NGHTTP2_NO_ERROR } = _nodehttp2.constants;
/** A peer that refuses a stream has not looked at it (RFC 9113, 8.7). So often it is offered again, then the vendor is taken for away. */ const MAX_OFFERS = 4;
const CALL = Symbol('call');
// Listeners are shared by all streams: a closure for each of six events of each push would cost more than reading its answer.
function onResponse(headers, flags) {
    this[CALL]?.answerBegins(headers, flags);
}
function onData(chunk) {
    this[CALL]?.answerGoesOn(chunk);
}
function onEnd() {
    this[CALL]?.answerEnds();
}
function onClose() {
    this[CALL]?.streamClosed(this);
}
/** The reason is read from the stream and its connection when it closes, which it does after every error. */ function onError() {}
function onDeadline(call) {
    call.giveUp();
}
let Http2Call = class Http2Call {
    request;
    beginByMs;
    terms;
    resolve;
    isOver = false;
    /** Of the body. */ bytes;
    carrier;
    stream;
    offers = 0;
    answer;
    chunks;
    size = 0;
    timer;
    constructor(request, deadlineMs, beginByMs, terms, resolve){
        this.request = request;
        this.beginByMs = beginByMs;
        this.terms = terms;
        this.resolve = resolve;
        this.bytes = request.body === undefined ? 0 : Buffer.byteLength(request.body);
        this.timer = setTimeout(onDeadline, deadlineMs, this);
    }
    get hasBody() {
        return this.request.body !== undefined;
    }
    /** With pseudo-headers, as Node's client takes them. It keeps a copy of its own, so none is kept here. */ headers() {
        const { method, path, headers, authorization } = this.request;
        const { prefix, neverIndexed } = this.terms;
        const all = {
            ':method': method,
            ':path': prefix + path,
            'user-agent': _useragent.USER_AGENT,
            ...headers,
            [_nodehttp2.sensitiveHeaders]: neverIndexed
        };
        if (authorization !== undefined) all['authorization'] = authorization;
        return all;
    }
    /** Whoever wanted it to leave has to look again whether it may. */ get isTooLate() {
        return performance.now() > this.beginByMs;
    }
    get isAnswered() {
        return this.answer !== undefined;
    }
    /** The stream is open and the request is about to leave. */ travelsOn(stream, carrier) {
        this.offers++;
        this.carrier = carrier;
        this.stream = stream;
        this.stream[CALL] = this;
        stream.on('response', onResponse);
        stream.on('error', onError);
        stream.on('close', onClose);
        const { body } = this.request;
        if (body !== undefined) stream.end(body);
    }
    answerBegins(headers, flags) {
        this.answer = headers;
        const packed = headers['content-encoding'];
        if (packed !== undefined && packed !== '' && packed.toLowerCase() !== 'identity') {
            return this.endSpoiled('answer-packed');
        }
        if ((flags & NGHTTP2_FLAG_END_STREAM) !== 0) {
            this.stream?.resume();
            this.end(this.answered(headers, ''));
        } else this.stream?.on('end', onEnd).on('data', onData);
    }
    answerGoesOn(chunk) {
        if (this.isOver) return;
        this.size += chunk.length;
        if (this.size > this.terms.maxAnswerBytes) this.endSpoiled('answer-too-long');
        else (this.chunks ??= []).push(chunk);
    }
    /** Node ends a stream also when its connection breaks: only an answer that the peer has ended is one. */ answerEnds() {
        const stream = this.stream;
        if (this.isOver || this.answer === undefined || stream === undefined) return;
        if (stream.aborted || (stream.rstCode ?? NGHTTP2_NO_ERROR) !== NGHTTP2_NO_ERROR) return;
        this.end(this.answered(this.answer, Buffer.concat(this.chunks ?? []).toString('utf8')));
    }
    streamClosed(stream) {
        const carrier = this.carrier;
        const isUntouched = stream.rstCode === NGHTTP2_REFUSED_STREAM || stream.id === undefined || stream.id > (carrier?.lastStreamId ?? Infinity);
        const isOfferedAgain = !this.isOver && isUntouched && this.offers < MAX_OFFERS;
        this.stream = undefined;
        this.carrier = undefined;
        if (!this.isOver && !isOfferedAgain) {
            const code = isUntouched ? 'refused-stream' : carrier?.endCode ?? 'stream-reset';
            this.end({
                kind: 'no-answer',
                code,
                mayHaveArrived: !isUntouched
            });
        }
        carrier?.released(this, isOfferedAgain);
    }
    /** The deadline. */ giveUp() {
        const hasLeft = this.stream !== undefined;
        this.carrier?.doubt();
        this.end({
            kind: 'no-answer',
            code: 'deadline',
            mayHaveArrived: hasLeft
        });
        this.cancel();
    }
    failAsTooLate() {
        this.fail(_vendor.NOT_BEGUN);
    }
    /** It has not left, and never will. */ fail(code) {
        this.end({
            kind: 'no-answer',
            code,
            mayHaveArrived: false
        });
    }
    endSpoiled(spoiled) {
        if (this.answer === undefined) return;
        this.end({
            ...this.answered(this.answer, ''),
            spoiled
        });
        this.cancel();
    }
    answered(headers, body) {
        const status = Number(headers[':status']);
        const connection = this.carrier?.id ?? 0;
        const wait = headers['retry-after'];
        const waitMs = wait === undefined ? undefined : (0, _retryafter.retryAfterMs)(wait, (0, _retryafter.answeredAtMs)(headers.date));
        return waitMs === undefined ? {
            kind: 'answered',
            status,
            body,
            headers,
            connection
        } : {
            kind: 'answered',
            status,
            body,
            headers,
            connection,
            retryAfterMs: waitMs
        };
    }
    cancel() {
        this.stream?.close(NGHTTP2_CANCEL);
    }
    end(exchange) {
        if (this.isOver) return;
        this.isOver = true;
        clearTimeout(this.timer);
        this.chunks = undefined;
        this.terms.isOver(this);
        this.resolve(exchange);
    }
};
