"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "TokenDoubt", {
    enumerable: true,
    get: function() {
        return TokenDoubt;
    }
});
// Is a token bad, or is it our set-up? With a wrong environment or bundle ID Apple calls every token bad, and believing it would empty
// the table of tokens (sheet, 7: "a mass of BadDeviceToken means a wrong environment: use a circuit breaker").
/** How long an answer counts, in two halves of which the older is dropped as a whole. In ms. */ const HALF_MS = 30_000;
/** "Stop deleting when more than 5 % of sends in a minute say so" (sheet, 7). */ const MAX_SHARE = 0.05;
/** Where little is sent, so many bad ones are still nothing strange. */ const FEW = 3;
let TokenDoubt = class TokenDoubt {
    beganAtMs = 0;
    now = {
        accepted: 0,
        doubtful: 0
    };
    before = {
        accepted: 0,
        doubtful: 0
    };
    accepted(nowMs) {
        this.turn(nowMs);
        this.now.accepted++;
    }
    /** One more bad token. True: others were accepted and few are bad, so it is the token's own fault. */ condemns(nowMs) {
        this.turn(nowMs);
        this.now.doubtful++;
        const accepted = this.now.accepted + this.before.accepted;
        const doubtful = this.now.doubtful + this.before.doubtful;
        return accepted > 0 && doubtful <= Math.max(FEW, MAX_SHARE * (accepted + doubtful));
    }
    turn(nowMs) {
        const passed = nowMs - this.beganAtMs;
        if (passed < HALF_MS && passed >= 0) return;
        this.before = passed < 2 * HALF_MS && passed >= 0 ? this.now : {
            accepted: 0,
            doubtful: 0
        };
        this.now = {
            accepted: 0,
            doubtful: 0
        };
        this.beganAtMs = nowMs;
    }
};
