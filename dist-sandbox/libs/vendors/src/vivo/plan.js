// Deliveries → the fewest calls. vivo has lists for one content and nothing for many, so everything else is a call for each phone.
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
const _request = require("./request");
const _token = require("./token");
/** A list is two requests and one of the day's saved messages (10252). Two phones are two requests without it. */ const LIST_FROM_TARGETS = 3;
const MAX_ANSWER_BYTES = 200_000;
/** The rest of such an answer. */ const ANSWER_BYTES = 500;
/** `{"status":1,"userid":""},` around each of them. */ const ANSWER_BYTES_PER_TOKEN = 25;
function plan(deliveries, settings, nowMs, receiptUrl) {
    const calls = [];
    const ended = [];
    for (const same of (0, _samecontent.sameContent)(deliveries)){
        const composed = (0, _payload.compose)(same[0], settings, nowMs);
        if (composed.ok) {
            const { entries, impossible } = (0, _samecontent.entriesOf)(same, _token.token);
            ended.push(...impossible);
            calls.push(...callsFor(composed, entries, settings, receiptUrl));
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
/** Lists as wide as vivo allows; what is too few for one, or has to go alone, phone by phone. */ function callsFor(message, entries, settings, receiptUrl) {
    const isAlone = entries[0]?.deliveries[0].alone === true;
    const lists = isAlone ? entries.map((entry)=>[
            entry
        ]) : (0, _batches.batches)(entries, costOf, [
        _catalog.MAX_TARGETS,
        MAX_ANSWER_BYTES - ANSWER_BYTES
    ]);
    return lists.flatMap((list)=>list.length < LIST_FROM_TARGETS ? list.map((entry)=>singleCall(message, entry, settings, receiptUrl)) : [
            listCall(message, list, settings)
        ]);
}
const costOf = (entry)=>[
        1,
        entry.token.length + ANSWER_BYTES_PER_TOKEN
    ];
function singleCall(message, { token: regId, deliveries }, settings, receiptUrl) {
    const { targetId } = deliveries[0];
    const extra = (0, _request.receiptExtra)(settings, 'single', targetId, receiptUrl);
    const { message: fields, isUsualClass } = message;
    const request = {
        kind: 'single',
        message: fields,
        extra,
        isUsualClass,
        regId,
        requestId: targetId
    };
    return {
        deliveries,
        request,
        ...notesFor(message, deliveries)
    };
}
function listCall(message, entries, settings) {
    const deliveries = entries.flatMap((entry)=>entry.deliveries);
    const regIds = entries.map((entry)=>entry.token);
    const messageKey = deliveries[0]?.messageKey ?? '';
    const request = {
        kind: 'list',
        message: message.message,
        extra: (0, _request.receiptExtra)(settings, 'list', messageKey),
        isUsualClass: message.isUsualClass,
        regIds,
        requestId: messageKey,
        listId: (0, _request.listIdOf)(messageKey, regIds)
    };
    return {
        deliveries,
        request,
        ...notesFor(message, deliveries)
    };
}
const notesFor = ({ notes }, deliveries)=>notes.length > 0 ? {
        notesByDelivery: deliveries.map(()=>notes)
    } : {};
