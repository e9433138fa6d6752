// Deliveries → the fewest calls. Meizu takes one content for up to a hundred phones, and has nothing for several contents.
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
function plan(deliveries, settings, nowMs, receiptUrl) {
    const calls = [];
    const ended = [];
    for (const same of (0, _samecontent.sameContent)(deliveries)){
        const composed = (0, _payload.compose)(same[0], settings, nowMs, receiptUrl);
        if (composed.ok) {
            const { entries, impossible } = (0, _samecontent.entriesOf)(same, _token.token);
            ended.push(...impossible);
            calls.push(...callsFor(composed, entries, settings));
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
/** Each delivery that has to go alone in a call of its own, the others as wide as Meizu allows. */ function callsFor(message, entries, settings) {
    const isAlone = entries[0]?.deliveries[0].alone === true;
    return (0, _batches.batches)(entries, ()=>[
            1
        ], [
        isAlone ? 1 : _catalog.MAX_TARGETS
    ]).map((list)=>callOf(message, list, settings));
}
function callOf({ message, notes }, entries, { appId, packageName, isOneOfSeveralPackages }) {
    const deliveries = entries.flatMap((entry)=>entry.deliveries);
    const fields = {
        appId,
        pushIds: entries.map((entry)=>entry.token).join(','),
        messageJson: JSON.stringify(message),
        ...isOneOfSeveralPackages === true && {
            restrictedPackageNames: packageName
        }
    };
    return {
        deliveries,
        request: {
            fields
        },
        ...notes.length > 0 && {
            notesByDelivery: deliveries.map(()=>notes)
        }
    };
}
