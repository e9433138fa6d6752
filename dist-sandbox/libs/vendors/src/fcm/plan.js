// Deliveries → calls. FCM takes one message for one phone in a request; that a phone is named twice is all there is to gather.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "plan", {
    enumerable: true,
    get: function() {
        return plan;
    }
});
const _samecontent = require("../shared/same-content");
const _payload = require("./payload");
const _token = require("./token");
function plan(deliveries, settings, nowMs) {
    const calls = [];
    const ended = [];
    for (const same of (0, _samecontent.sameContent)(deliveries)){
        const { entries, impossible } = (0, _samecontent.entriesOf)(same, _token.token);
        ended.push(...impossible);
        for (const entry of entries){
            const planned = planOne(entry, settings, nowMs);
            if ('request' in planned) calls.push(planned);
            else ended.push(...entry.deliveries.map((delivery)=>({
                    delivery,
                    ...planned
                })));
        }
    }
    return {
        calls,
        ended
    };
}
function planOne(entry, settings, nowMs) {
    const composed = (0, _payload.compose)(entry.deliveries[0], settings, nowMs);
    if (!composed.ok) {
        const { state, code, detail } = composed;
        return {
            state,
            code,
            detail
        };
    }
    const { message, notes } = composed;
    const address = settings.target === 'fid' ? {
        fid: entry.token
    } : {
        token: entry.token
    };
    return {
        deliveries: entry.deliveries,
        request: {
            body: JSON.stringify({
                message: {
                    ...address,
                    ...message
                }
            })
        },
        ...notes.length > 0 && {
            notesByDelivery: entry.deliveries.map(()=>notes)
        }
    };
}
