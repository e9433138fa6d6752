// Posts what the fakes have to tell their customers: few at a time, each within a deadline and tried a few times, and nothing is left
// when it is closed. What a vendor writes into a receipt is left to its fake.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "ReceiptPoster", {
    enumerable: true,
    get: function() {
        return ReceiptPoster;
    }
});
const _promises = require("node:timers/promises");
const DEADLINE_MS = 2_000;
const MAX_IN_FLIGHT = 8;
const TRIES = 3;
const BETWEEN_TRIES_MS = 200;
/** Beyond, the oldest are dropped. */ const MAX_WAITING = 10_000;
let ReceiptPoster = class ReceiptPoster {
    waiting = [];
    inFlight = new Set();
    closing = new AbortController();
    counted = {
        taken: 0,
        failed: 0,
        dropped: 0
    };
    post(receipt) {
        if (this.closing.signal.aborted) return;
        this.waiting.push(receipt);
        if (this.waiting.length > MAX_WAITING) {
            this.waiting.shift();
            this.counted.dropped++;
        }
        this.pump();
    }
    /** Posts that a customer answered with 2xx, those that nobody took, and those that were too many. */ count() {
        return {
            ...this.counted
        };
    }
    /** Resolves when nothing waits and nothing is on its way. */ async idle() {
        while(this.inFlight.size > 0)await Promise.all(this.inFlight);
    }
    /** Gives up what waits and what is on its way. */ async close() {
        this.closing.abort();
        this.waiting.length = 0;
        await Promise.all(this.inFlight);
    }
    pump() {
        while(this.inFlight.size < MAX_IN_FLIGHT){
            const receipt = this.waiting.shift();
            if (receipt === undefined) return;
            const work = this.deliver(receipt).then((isTaken)=>{
                this.counted[isTaken ? 'taken' : 'failed']++;
                this.inFlight.delete(work);
                this.pump();
            });
            this.inFlight.add(work);
        }
    }
    async deliver(receipt) {
        for(let left = TRIES; left > 0; left--){
            if (await isAnswered(receipt, this.closing.signal)) return true;
            if (left > 1) await (0, _promises.setTimeout)(BETWEEN_TRIES_MS, undefined, {
                signal: this.closing.signal
            }).catch(()=>{});
            if (this.closing.signal.aborted) return false;
        }
        return false;
    }
};
async function isAnswered({ url, headers, body }, closing) {
    try {
        const signal = AbortSignal.any([
            closing,
            AbortSignal.timeout(DEADLINE_MS)
        ]);
        const response = await fetch(url, {
            method: 'POST',
            headers,
            body,
            redirect: 'error',
            signal
        });
        await response.body?.cancel();
        return response.ok;
    } catch  {
        return false;
    }
}
