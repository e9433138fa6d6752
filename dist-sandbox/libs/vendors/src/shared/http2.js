// Exchanges with a vendor over HTTP/2: many at a time on few connections, none held up by another one. The peer decides how many
// streams it takes and when a connection ends; what it has not looked at travels again within its deadline. Codes and verdicts are
// left to the vendor's own files. An answer has the form that http.ts gives.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Http2Origin", {
    enumerable: true,
    get: function() {
        return Http2Origin;
    }
});
const _errorcode = require("./error-code");
const _http = require("./http");
const _http2call = require("./http2-call");
const _http2connection = require("./http2-connection");
const _lookup = require("./lookup");
const _names = require("./names");
const _wayout = require("./way-out");
const PACE = {
    connectMs: 3_000,
    pingEveryMs: 60_000,
    pingDeadlineMs: 3_000,
    leaveMs: 30_000
};
/** After a failure beside living connections the next attempt waits: hasty ones look like an attack (APNs sheet, 1). In ms. */ const RECONNECT_MS = 1_000;
/** Node drops a header value with a line break and cuts others to their low bytes instead of refusing them. */ const SENDABLE = /^[\x20-\x7e]*$/;
const PATH = /^\/[\x21-\x7e]*$/;
let Http2Origin = class Http2Origin {
    options;
    origin;
    terms;
    pace;
    connections = new Set();
    waiting = new Set();
    open = 0;
    opened = 0;
    mayConnectAtMs = 0;
    isClosed = false;
    /** The way to the peer is looked for: there may be a proxy before it. */ isOnTheWay = false;
    constructor(baseUrl, options){
        this.options = options;
        const url = new URL(baseUrl);
        this.origin = new URL(url.origin);
        this.terms = {
            prefix: url.pathname.replace(/\/$/, ''),
            neverIndexed: [
                ':path',
                ...options.neverIndexed ?? []
            ],
            maxAnswerBytes: options.maxAnswerBytes ?? _http.MAX_ANSWER_BYTES,
            isOver: (call)=>{
                this.open--;
                this.waiting.delete(call);
            }
        };
        this.pace = {
            ...PACE,
            ...options.pace
        };
    }
    /** Never rejects. `deadlineMs` counts from now, waiting for a stream included. `beginMs`: no byte leaves after that. */ exchange(request, deadlineMs, beginMs = Infinity) {
        const problem = this.problemWith(request);
        if (problem !== undefined) {
            return Promise.resolve({
                kind: 'no-answer',
                code: problem,
                mayHaveArrived: false
            });
        }
        this.open++;
        return new Promise((resolve)=>{
            const beginByMs = performance.now() + beginMs;
            this.place(new _http2call.Http2Call(request, deadlineMs, beginByMs, this.terms, resolve));
        });
    }
    /** Nothing new on this connection: another one takes its place before it closes. */ retire(connection) {
        for (const candidate of this.connections)if (candidate.id === connection) candidate.leave();
    }
    close() {
        this.isClosed = true;
        this.failWaiting('closed');
        for (const connection of this.connections)connection.destroy('closed');
        return Promise.resolve();
    }
    problemWith({ path, headers, authorization = '' }) {
        if (this.isClosed) return 'closed';
        if (this.open >= this.options.calls) return 'too-many-calls';
        if (!PATH.test(path)) return 'path-not-sendable';
        if (!SENDABLE.test(authorization)) return 'header-not-sendable';
        for(const name in headers)if (!SENDABLE.test(headers[name] ?? '')) return 'header-not-sendable';
        return undefined;
    }
    place(call) {
        const connection = this.waiting.size === 0 ? this.roomFor(call) : undefined;
        if (connection?.carry(call) === true) return;
        this.waiting.add(call);
        this.serve();
    }
    /** Waiting calls go where there is room; if there is none, a further connection opens. */ serve() {
        for (const call of this.waiting){
            const connection = this.roomFor(call);
            if (connection === undefined) break;
            this.waiting.delete(call);
            if (!connection.carry(call)) this.waiting.add(call);
        }
        if (this.waiting.size > 0) this.connectIfNeeded();
    }
    /** The first with room: many streams on one connection travel in fewer packets than the same streams on several. */ roomFor({ bytes }) {
        for (const connection of this.connections)if (connection.hasRoomFor(bytes)) return connection;
        return undefined;
    }
    /** A peer that has not accepted us on one connection gets no second one meanwhile. */ connectIfNeeded() {
        if (this.isOnTheWay) return;
        let usable = 0;
        for (const connection of this.connections){
            if (connection.isConnecting) return;
            if (!connection.isUsable) continue;
            if (!connection.hasAnswered) return;
            usable++;
        }
        const isFull = usable >= this.options.connections || this.connections.size > 2 * this.options.connections;
        if (isFull || usable > 0 && performance.now() < this.mayConnectAtMs) return;
        this.connect();
    }
    connect() {
        const lookup = (0, _lookup.lookupThrough)(this.options.names ?? _names.sharedNames);
        this.isOnTheWay = true;
        (0, _wayout.tunnelTo)(this.origin, {
            lookup,
            timeoutMs: this.pace.connectMs
        }).finally(()=>this.isOnTheWay = false).then((socket)=>{
            if (this.isClosed) socket?.destroy();
            else if (socket === undefined) this.connectOn({
                lookup
            });
            else this.connectOn({
                createConnection: ()=>this.wireOn(socket)
            });
        }, (error)=>this.stillborn((0, _errorcode.codeOf)(error)));
    }
    wireOn = (socket)=>(0, _wayout.http2Wire)(socket, this.origin, this.options.tls ?? {});
    connectOn(way) {
        try {
            const options = {
                ...way,
                ...this.options.tls
            };
            const number = ++this.opened;
            this.connections.add(new _http2connection.Http2Connection(number, this.origin.origin, options, this.pace, this.events));
        } catch (error) {
            this.failWaiting((0, _errorcode.codeOf)(error));
        }
    }
    events = {
        onRoom: ()=>{
            if (this.waiting.size > 0) this.serve();
        },
        onLeaving: ()=>{
            if (this.waiting.size > 0) this.serve();
        },
        onGone: (connection, isStillborn)=>{
            this.connections.delete(connection);
            if (isStillborn) this.stillborn(connection.endCode ?? 'connection-failed');
            else if (this.waiting.size > 0) this.serve();
        },
        onOfferedAgain: (call)=>{
            if (this.isClosed) call.fail('closed');
            else this.place(call);
        }
    };
    /** A connection never took a stream. Without hope of another one nobody waits for it any longer. */ stillborn(code) {
        this.mayConnectAtMs = performance.now() + RECONNECT_MS;
        const isHope = [
            ...this.connections
        ].some(({ isUsable, isConnecting })=>isUsable || isConnecting);
        if (!isHope) this.failWaiting(code);
        else if (this.waiting.size > 0) this.serve();
    }
    failWaiting(code) {
        const calls = [
            ...this.waiting
        ];
        this.waiting.clear();
        for (const call of calls)call.fail(code);
    }
};
