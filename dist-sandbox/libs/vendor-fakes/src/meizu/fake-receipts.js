// What the fake Meizu would post about once a second to its customers' addresses: the events since the last time, all of one address in
// one form. Whoever tests fetches them here and posts them; what nobody fetches is lost, as at Meizu.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "WaitingReceipts", {
    enumerable: true,
    get: function() {
        return WaitingReceipts;
    }
});
const _fakemessage = require("./fake-message");
const MAX_WAITING = 1_000;
let WaitingReceipts = class WaitingReceipts {
    waiting = [];
    /** Only for those who asked for this type. The oldest go when nobody fetches them. */ add({ message, msgId, targets }, type, { receiptToken = '' }) {
        const { extra } = message;
        const url = (0, _fakemessage.textIn)(extra, 'callback') ?? '';
        const wanted = (0, _fakemessage.numberIn)(extra, 'callback.type', 3);
        if (url === '' || targets.length === 0 || (wanted & type) === 0) return;
        const event = {
            param: (0, _fakemessage.textIn)(extra, 'callback.param') ?? '',
            type,
            targets
        };
        this.waiting.push({
            url,
            accessToken: receiptToken,
            key: `${msgId}-${type}`,
            event
        });
        if (this.waiting.length > MAX_WAITING) this.waiting.shift();
    }
    /** The next post, with all events of its address; undefined: there is none. */ next() {
        const [first] = this.waiting;
        if (first === undefined) return undefined;
        const isForIt = ({ url, accessToken })=>url === first.url && accessToken === first.accessToken;
        const events = this.waiting.filter(isForIt);
        this.waiting = this.waiting.filter((waiting)=>!isForIt(waiting));
        const cb = JSON.stringify(Object.fromEntries(events.map(({ key, event })=>[
                key,
                event
            ])));
        return {
            url: first.url,
            contentType: 'application/x-www-form-urlencoded; charset=UTF-8',
            body: new URLSearchParams({
                access_token: first.accessToken,
                cb
            }).toString()
        };
    }
    clear() {
        this.waiting = [];
    }
};
