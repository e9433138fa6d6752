// Deliveries → the fewest calls. Honor takes a list of tokens for one message, and no two messages in one call.
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
    get MAX_ANSWER_BYTES () {
        return MAX_ANSWER_BYTES;
    },
    get plan () {
        return plan;
    }
});
const _batches = require("../shared/batches");
const _samecontent = require("../shared/same-content");
const _catalog = require("./catalog");
const _payload = require("./payload");
const _token = require("./token");
const MAX_ANSWER_BYTES = 262_144;
/** In characters, quotes and comma for each token; the rest of an answer takes the difference. */ const MAX_TOKEN_CHARACTERS = MAX_ANSWER_BYTES - 2_048;
const BOUNDS = [
    _catalog.MAX_TOKENS,
    MAX_TOKEN_CHARACTERS
];
function plan(deliveries, settings, nowMs) {
    const ended = [];
    const calls = [];
    for (const same of (0, _samecontent.sameContent)(deliveries)){
        const composed = (0, _payload.compose)(same[0], settings, nowMs);
        if (composed.ok) {
            const { entries, impossible } = (0, _samecontent.entriesOf)(same, _token.token);
            ended.push(...impossible);
            calls.push(...callsOf(entries, composed.message, composed.notes));
        } else {
            const { state, code, detail } = composed;
            ended.push(...same.map((delivery)=>({
                    delivery,
                    state,
                    code,
                    detail
                })));
        }
    }
    return {
        calls,
        ended
    };
}
/** A lonely token gets a call of its own also among those of its message: Honor failed it in a list and did not say why. */ function callsOf(entries, message, notes) {
    const isLonely = entries.some(({ deliveries: [first] })=>first.alone === true);
    const bounds = isLonely ? [
        1,
        MAX_TOKEN_CHARACTERS
    ] : BOUNDS;
    return (0, _batches.batches)(entries, ({ token: name })=>[
            1,
            name.length + 3
        ], bounds).map((batch)=>{
        const deliveries = batch.flatMap((entry)=>entry.deliveries);
        const body = JSON.stringify({
            ...message,
            token: batch.map((entry)=>entry.token)
        });
        return {
            deliveries,
            request: {
                body
            },
            ...notes.length > 0 && {
                notesByDelivery: deliveries.map(()=>notes)
            }
        };
    });
}
