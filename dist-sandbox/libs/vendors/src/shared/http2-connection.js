// One HTTP/2 connection: as many streams as the peer allows at the moment, asked now and then whether it is alive, left in time.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Http2Connection", {
    enumerable: true,
    get: function() {
        return Http2Connection;
    }
});
const _nodehttp2 = require("node:http2");
const _errorcode = require("./error-code");
const _http2request = require("./http2-request");
const _http2window = require("./http2-window");
/** A peer without a limit gets no more from one connection. */ const MAX_STREAMS = 1_000;
/** Ids are odd and end at 2^31: at 9,000 streams a second after 33 hours. */ const LAST_STREAM_ID = 2 ** 30;
/** Node's own bound, 10 MB, would refuse streams before the peer does. In MB. */ const MAX_SESSION_MEMORY = 64;
let Http2Connection = class Http2Connection {
    id;
    pace;
    events;
    lastStreamId = Infinity;
    endCode;
    /** Streams that are not closed, given-up ones included. */ open = 0;
    /** An answer came: the peer has accepted who we are. */ hasAnswered = false;
    session;
    limit = 0;
    window;
    hasCarried = false;
    isReady = false;
    isLeaving = false;
    isPinging = false;
    isDoubted = false;
    connectTimer;
    pingTimer;
    leaveTimer;
    /** Throws what TLS says of options that are no credential. */ constructor(id, origin, options, pace, events){
        this.id = id;
        this.pace = pace;
        this.events = events;
        this.session = (0, _nodehttp2.connect)(origin, {
            ...options,
            settings: {
                enablePush: false
            },
            maxSessionMemory: MAX_SESSION_MEMORY
        });
        this.window = new _http2window.SendWindow(()=>this.session.state.remoteWindowSize ?? 0);
        this.session.on('remoteSettings', (settings)=>this.learn(settings));
        this.session.on('goaway', (_code, lastStreamId)=>{
            this.lastStreamId = lastStreamId;
            this.endCode ??= 'goaway';
            this.leave();
        });
        this.session.on('error', (error)=>this.endCode ??= (0, _errorcode.codeOf)(error));
        this.session.on('close', ()=>this.ended());
        this.connectTimer = setTimeout(()=>this.destroy('connect-timeout'), pace.connectMs);
        this.pingTimer = setInterval(()=>this.ping(), pace.pingEveryMs).unref();
    }
    get isConnecting() {
        return !this.isReady && !this.isLeaving;
    }
    /** It may take streams, now or when some of its own are closed. */ get isUsable() {
        return this.isReady && !this.isLeaving && !this.isDoubted;
    }
    /** A body that the peer's window does not take as a whole waits here; a stream of its own it may always have. */ hasRoomFor(bytes) {
        return this.open < this.limit && this.isUsable && (this.open === 0 || this.window.takes(bytes));
    }
    /** False: the connection has ended a moment ago, nothing has left, and another one may carry the call. */ carry(call) {
        if (call.isTooLate) {
            call.failAsTooLate();
            return true;
        }
        try {
            const stream = (0, _http2request.request)(this.session, call.headers(), call.hasBody ? WITH_BODY : BODILESS);
            this.open++;
            this.window.spend(call.bytes);
            this.hasCarried = true;
            call.travelsOn(stream, this);
            if ((stream.id ?? 0) > LAST_STREAM_ID) this.leave();
            return true;
        } catch (error) {
            // A request that Node itself does not take would be taken nowhere else either.
            const isOurs = !this.session.closed && !this.session.destroyed;
            if (isOurs) call.fail((0, _errorcode.codeOf)(error));
            else this.leave();
            return isOurs;
        }
    }
    released(call, isOfferedAgain) {
        this.open--;
        if (isOfferedAgain) return this.events.onOfferedAgain(call);
        if (call.isAnswered) this.hasAnswered = true;
        this.events.onRoom();
    }
    /** Nobody gets a new stream here until the peer has shown that it is there. */ doubt() {
        this.isDoubted = true;
        this.ping();
    }
    /** Takes no new streams and closes when the last one is done. */ leave() {
        if (this.isLeaving) return;
        this.isLeaving = true;
        this.leaveTimer = setTimeout(()=>this.destroy('connection-left'), this.pace.leaveMs);
        if (!this.session.closed) this.session.close();
        this.events.onLeaving(this);
    }
    destroy(code) {
        this.endCode ??= code;
        this.session.destroy();
    }
    learn({ maxConcurrentStreams }) {
        clearTimeout(this.connectTimer);
        this.isReady = true;
        this.limit = Math.min(maxConcurrentStreams ?? MAX_STREAMS, MAX_STREAMS);
        this.events.onRoom();
    }
    ping() {
        if (this.isPinging || this.session.destroyed || this.session.connecting) return;
        this.isPinging = true;
        const timer = setTimeout(()=>this.destroy('ping-timeout'), this.pace.pingDeadlineMs);
        this.session.ping((error)=>{
            clearTimeout(timer);
            this.isPinging = false;
            if (error !== null) return;
            this.isDoubted = false;
            this.events.onRoom();
        });
    }
    ended() {
        clearTimeout(this.connectTimer);
        clearInterval(this.pingTimer);
        clearTimeout(this.leaveTimer);
        this.endCode ??= 'connection-lost';
        this.isLeaving = true;
        this.events.onGone(this, !this.hasCarried);
    }
};
const WITH_BODY = {
    endStream: false
};
const BODILESS = {
    endStream: true
};
