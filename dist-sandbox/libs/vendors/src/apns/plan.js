// Deliveries → calls. APNs takes one phone in a request; a content is written once for all its phones, and a phone is rung once for it.
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
const _request = require("./request");
const _token = require("./token");
function plan(deliveries, settings, nowMs) {
    const calls = [];
    const ended = [];
    for (const same of (0, _samecontent.sameContent)(deliveries)){
        const written = writtenOnce(same[0], settings, nowMs);
        for (const phone of phonesOf(same, ended)){
            const addresses = (0, _token.addressesOf)(phone[0].token);
            const composed = written(addresses.voip !== undefined);
            if (composed.ok) {
                const requested = (what)=>(0, _request.requestOf)(addresses, phone[0], what, settings, nowMs);
                const instead = composed.isCall ? written(false) : undefined;
                const call = instead && {
                    call: instead.ok ? {
                        instead: requested(instead)
                    } : {}
                };
                calls.push(callOf(phone, {
                    ...requested(composed),
                    ...call
                }, composed.notes));
            } else {
                const { state, code, detail } = composed;
                ended.push(...phone.map((delivery)=>({
                        delivery,
                        state,
                        code,
                        detail
                    })));
            }
        }
    }
    return {
        calls,
        ended
    };
}
/** The content for phones with and without a PushKit token, each written when it is first asked for. */ function writtenOnce(delivery, settings, nowMs) {
    const known = new Map();
    return (hasVoip)=>{
        const composed = known.get(hasVoip) ?? (0, _payload.compose)(delivery, settings, hasVoip, nowMs);
        known.set(hasVoip, composed);
        return composed;
    };
}
/** Deliveries by phone, in whatever case their tokens are written. Who brings an impossible token ends here. */ function phonesOf(deliveries, ended) {
    const phones = new Map();
    for (const delivery of deliveries){
        const detail = _token.token.problem(delivery.token);
        if (detail !== undefined) {
            ended.push({
                delivery,
                state: 'refused',
                code: 'token-form',
                detail
            });
            continue;
        }
        const key = delivery.token.toLowerCase();
        const phone = phones.get(key);
        if (phone === undefined) phones.set(key, [
            delivery
        ]);
        else phone.push(delivery);
    }
    return phones.values();
}
const callOf = (deliveries, request, notes)=>notes.length === 0 ? {
        deliveries,
        request
    } : {
        deliveries,
        request,
        notesByDelivery: deliveries.map(()=>notes)
    };
