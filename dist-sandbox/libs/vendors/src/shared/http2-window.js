// How many bytes of bodies a peer takes on one connection before it allows more (RFC 9113, 5.2). Bodies that are handed over beyond it
// are sent in pieces, and Node's client then prefers those of new streams: the old ones were seen to wait for ever. So none is begun
// that does not fit.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "SendWindow", {
    enumerable: true,
    get: function() {
        return SendWindow;
    }
});
let SendWindow = class SendWindow {
    ask;
    /** What is left at least: the peer may have allowed more since. */ left = 0;
    /** Handed over in this turn of the event loop: not sent yet, so not counted by the session. */ handed = 0;
    isAsked = false;
    isTurnAwaited = false;
    constructor(/** Asks the session, which costs more than counting. */ ask){
        this.ask = ask;
    }
    takes(bytes) {
        if (this.left < bytes && !this.isAsked) {
            this.isAsked = true;
            this.left = this.ask() - this.handed;
            this.awaitTurn();
        }
        return this.left >= bytes;
    }
    spend(bytes) {
        this.left -= bytes;
        this.handed += bytes;
        this.awaitTurn();
    }
    awaitTurn() {
        if (this.isTurnAwaited) return;
        this.isTurnAwaited = true;
        setImmediate(this.turn);
    }
    turn = ()=>{
        this.isTurnAwaited = false;
        this.isAsked = false;
        this.handed = 0;
    };
};
