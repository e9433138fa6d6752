// Deliveries → the fewest calls. A batch takes a message for each of a thousand phones and is made for private messages; only marketing
// for many goes as a saved notification and a list.
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
const MAX_ANSWER_BYTES = 400_000;
/** Message id, error and words around each registration ID of an answer. */ const ANSWER_BYTES_PER_TOKEN = 250;
const BOUNDS = [
    _catalog.MAX_TARGETS,
    MAX_BODY_BYTES,
    MAX_ANSWER_BYTES
];
/** From here on repeating a notification for each phone costs more than the request that saves it. */ const LIST_FROM_TARGETS = 100;
function plan(deliveries, settings, nowMs, receiptUrl) {
    const calls = [];
    const ended = [];
    const mixed = [];
    for (const same of (0, _samecontent.sameContent)(deliveries)){
        const composed = (0, _payload.compose)(same[0], settings, nowMs, receiptUrl);
        if (!composed.ok) {
            const { state, code, detail } = composed;
            ended.push(...same.map((delivery)=>({
                    delivery,
                    state,
                    code,
                    detail
                })));
            continue;
        }
        const named = (0, _samecontent.entriesOf)(same, _token.token);
        const entries = named.entries.map(entryIn(composed));
        ended.push(...named.impossible);
        if (same[0].alone === true) calls.push(...entries.map((entry)=>messagesCall([
                entry
            ])));
        else if (isForLists(composed, entries)) calls.push(...listCalls(entries));
        else mixed.push(...entries);
    }
    return {
        calls: [
            ...calls,
            ...batchCalls(mixed)
        ],
        ended
    };
}
const entryIn = (message)=>(named)=>{
        const { targetId } = named.deliveries[0];
        return {
            ...named,
            targetId,
            message,
            notification: message.notification
        };
    };
/** Private messages are by definition for one user (sheet 3.3), so a chat never goes as a broadcast, however large its group. */ const isForLists = ({ kind }, entries)=>kind.class === 'marketing' && entries.length >= LIST_FROM_TARGETS;
function listCalls(entries) {
    const costOf = ({ token: { length } })=>[
            1,
            length + '%3B'.length,
            length + ANSWER_BYTES_PER_TOKEN
        ];
    return grouped(entries, hostOf).flatMap((ofHost)=>(0, _batches.batches)(ofHost, costOf, BOUNDS).map(listCall));
}
function batchCalls(entries) {
    const costOf = (entry)=>[
            1,
            (0, _request.bytesInBatch)(entry),
            entry.token.length + ANSWER_BYTES_PER_TOKEN
        ];
    return grouped(entries, classOfCall).flatMap(rounds).flatMap((round)=>(0, _batches.batches)(round, costOf, BOUNDS).map(messagesCall));
}
const hostOf = ({ token: registrationId })=>String((0, _token.isAbroad)(registrationId));
/** What OPPO may refuse a whole call for must not meet messages that are free of it. */ function classOfCall(entry) {
    const { category, notifyLevel, templateId } = entry.message.kind;
    return JSON.stringify([
        hostOf(entry),
        category,
        notifyLevel,
        templateId
    ]);
}
function grouped(entries, keyOf) {
    const groups = new Map();
    for (const entry of entries){
        const key = keyOf(entry);
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [
            entry
        ]);
        else group.push(entry);
    }
    return [
        ...groups.values()
    ];
}
/** Results are matched by registration ID, so a call names each only once: the second message of a phone goes in a second call. */ function rounds(entries) {
    const seen = new Map();
    const all = [];
    for (const entry of entries){
        const round = seen.get(entry.token) ?? 0;
        seen.set(entry.token, round + 1);
        (all[round] ??= []).push(entry);
    }
    return all;
}
function messagesCall(entries) {
    const [first] = entries;
    const isOne = entries.length === 1 && first !== undefined;
    return callOf(entries, (sending)=>isOne ? {
            ...sending,
            step: 'unicast',
            body: (0, _request.unicastBody)(first)
        } : {
            ...sending,
            step: 'batch',
            body: (0, _request.batchBody)(entries)
        });
}
function listCall(entries) {
    return callOf(entries, (sending, { notification, deliveries: [{ messageKey }] })=>({
            ...sending,
            step: 'broadcast',
            saveBody: (0, _request.saveBody)(notification, messageKey),
            body: (0, _request.broadcastBody)(entries.map((entry)=>entry.token))
        }));
}
function callOf(entries, requestOf) {
    const [first] = entries;
    if (first === undefined) throw new Error('a call without a message');
    const { class: messageClass, isUsual, isUsualClass } = first.message.kind;
    const notes = entries.flatMap(({ message, deliveries })=>deliveries.map(()=>message.notes));
    return {
        deliveries: entries.flatMap(({ deliveries })=>deliveries),
        request: requestOf({
            class: messageClass,
            isUsual,
            isUsualClass,
            isAbroad: (0, _token.isAbroad)(first.token)
        }, first),
        ...notes.some((list)=>list.length > 0) && {
            notesByDelivery: notes
        }
    };
}
