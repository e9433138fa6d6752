// Deliveries → the fewest calls. A request carries one content for up to a thousand tokens; different messages never share one.
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
const _batches = require("../shared/batches");
const _samecontent = require("../shared/same-content");
const _catalog = require("./catalog");
const _payload = require("./payload");
const _token = require("./token");
/** Sheet, 3.3: tokens of a test message on v3; v1 has no such bound and keeps to it. */ const MAX_TEST_TOKENS = 10;
/** An answer may name every token as bad, quoted twice over. In characters, with what stands around each token. */ const MAX_TOKEN_CHARACTERS = 240_000;
/** `\"` on both sides and a comma. */ const AROUND_A_TOKEN = 5;
function plan(deliveries, settings, nowMs) {
    const ended = [];
    const calls = [];
    for (const same of (0, _samecontent.sameContent)(deliveries)){
        const composed = (0, _payload.compose)(same[0], settings, nowMs);
        if (composed.ok) {
            // Huawei shows a message as often as a token is named: each is named once.
            const { entries, impossible } = (0, _samecontent.entriesOf)(same, _token.token);
            ended.push(...impossible);
            calls.push(...callsOf(entries, composed, same[0].alone === true));
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
/** What was refused together goes alone, token by token: only then Huawei says whom it means. */ function callsOf(entries, { message, notes }, isAlone) {
    const widest = isTest(message) ? MAX_TEST_TOKENS : _catalog.MAX_TOKENS;
    const bounds = [
        isAlone ? 1 : widest,
        MAX_TOKEN_CHARACTERS
    ];
    const costOf = (entry)=>[
            1,
            entry.token.length + AROUND_A_TOKEN
        ];
    return (0, _batches.batches)(entries, costOf, bounds).map((batch)=>{
        const deliveries = batch.flatMap((entry)=>entry.deliveries);
        return {
            deliveries,
            request: {
                ...message,
                tokens: batch.map((entry)=>entry.token)
            },
            ...notes.length > 0 && {
                notesByDelivery: deliveries.map(()=>notes)
            }
        };
    });
}
const isTest = ({ api, message })=>api === 'v3' && message.pushOptions.testMessage === true;
