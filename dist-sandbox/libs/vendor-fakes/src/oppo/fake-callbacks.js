// What the fake OPPO would post to its customers' addresses: a list of events, those of one address merged into one request.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "WaitingCallbacks", {
    enumerable: true,
    get: function() {
        return WaitingCallbacks;
    }
});
const _fakerequest = require("./fake-request");
const MAX_WAITING = 1_000;
const MAX_MERGED = 2;
let WaitingCallbacks = class WaitingCallbacks {
    waiting = [];
    /** Only for those who asked. The oldest go when nobody fetches them. */ add(fields, event) {
        const url = (0, _fakerequest.text)(fields['call_back_url']);
        if (url === '') return;
        const param = (0, _fakerequest.text)(fields['call_back_parameter']);
        this.waiting.push({
            url,
            event: param === '' ? event : {
                ...event,
                param
            }
        });
        if (this.waiting.length > MAX_WAITING) this.waiting.shift();
    }
    /** The next request, with up to two events of its address; undefined: there is none. */ next() {
        const first = this.waiting[0];
        if (first === undefined) return undefined;
        const merged = this.waiting.filter(({ url })=>url === first.url).slice(0, MAX_MERGED);
        this.waiting = this.waiting.filter((one)=>!merged.includes(one));
        return {
            url: first.url,
            body: JSON.stringify(merged.map(({ event })=>event))
        };
    }
    clear() {
        this.waiting = [];
    }
};
