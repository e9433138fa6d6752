// Deliveries → the fewest calls. Xiaomi's rate limit counts requests, not phones, so the width of a request is all the speed there is.
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
    get LIST_FROM_TARGETS () {
        return LIST_FROM_TARGETS;
    },
    get MAX_BODY_BYTES () {
        return MAX_BODY_BYTES;
    },
    get plan () {
        return plan;
    }
});
const _batches = require("../shared/batches");
const _samecontent = require("../shared/same-content");
const _catalog = require("./catalog");
const _payload = require("./payload");
const _request = require("./request");
const _token = require("./token");
const MAX_BODY_BYTES = 2_000_000;
/** An answer may name every token as bad, and we read 64 KB of it. In characters, a comma for each token. */ const MAX_TOKEN_CHARACTERS = 65_000;
const LIST_FROM_TARGETS = 100;
const BOUNDS = [
    _catalog.MAX_TARGETS,
    MAX_BODY_BYTES,
    MAX_TOKEN_CHARACTERS
];
function plan(deliveries, settings, nowMs, receiptUrl) {
    const ended = [];
    const groups = [];
    for (const same of (0, _samecontent.sameContent)(deliveries)){
        const composed = (0, _payload.compose)(same[0], settings, nowMs, receiptUrl);
        if (composed.ok) {
            const { entries, impossible } = (0, _samecontent.entriesOf)(same, _token.token);
            ended.push(...impossible);
            groups.push(groupOf(entries, composed, same[0].alone === true));
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
        calls: callsFor(groups.filter(({ sent })=>sent.length > 0)),
        ended
    };
}
function groupOf(entries, { message, notes }, isAlone) {
    const content = new _request.Content(message);
    return {
        isAlone,
        sent: entries.map(({ token, deliveries })=>({
                token,
                deliveries,
                content,
                notes
            }))
    };
}
/** Wide contents and lonely ones as lists; the others together, as long as they share a channel and a template. */ function callsFor(groups) {
    const isList = ({ sent, isAlone })=>isAlone || sent.length >= LIST_FROM_TARGETS;
    const lists = groups.filter(isList).map(({ sent })=>sent);
    const mixed = groups.filter((group)=>!isList(group)).flatMap(({ sent })=>sent);
    return [
        ...lists,
        ...byClass(mixed)
    ].flatMap(callsOf);
}
/** Xiaomi refuses a whole request for a channel it does not know, so a wrong one must not meet the others. */ function byClass(all) {
    const classes = new Map();
    for (const sent of all){
        const { channel_id = '', template_id = '' } = sent.content.message.extra;
        const key = `${channel_id}/${template_id}`;
        const known = classes.get(key);
        if (known === undefined) classes.set(key, [
            sent
        ]);
        else known.push(sent);
    }
    return [
        ...classes.values()
    ];
}
/** Of one class → calls within the bounds; what turns out to be one content takes the list form. */ function callsOf(all) {
    const isOneContent = all.every(({ content })=>content === all[0]?.content);
    const bytesOf = isOneContent ? _request.bytesInList : _request.bytesInMulti;
    return (0, _batches.batches)(all, (sent)=>[
            1,
            bytesOf(sent),
            sent.token.length + 1
        ], BOUNDS).map(callOf);
}
function callOf(all) {
    const notes = all.flatMap(({ notes: own, deliveries })=>deliveries.map(()=>own));
    return {
        deliveries: all.flatMap(({ deliveries })=>deliveries),
        request: (0, _request.requestOf)(all),
        ...notes.some((list)=>list.length > 0) && {
            notesByDelivery: notes
        }
    };
}
