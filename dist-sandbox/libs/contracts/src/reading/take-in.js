// A parsed document → an event that its topic takes, repaired where a person would have repaired it, or the rules that it breaks.
// The usual event costs one compiled check.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "takeIn", {
    enumerable: true,
    get: function() {
        return takeIn;
    }
});
const _nulls = require("./nulls");
const _readevent = require("./read-event");
const _repairs = require("./repairs");
function takeIn(topic, document, sizeBytes = 0) {
    const isLarge = sizeBytes > _repairs.MAX_VENDORS_BYTES;
    if (!isLarge && topic.check.Check(document)) return asItIs(document);
    const repair = _repairs.REPAIRS.get(topic.name);
    if (repair === undefined || !isPlain(document)) return strict(topic, document);
    const event = (0, _nulls.withoutNulls)(topic.schema, document);
    return !isLarge && topic.check.Check(event) ? asItIs(event) : repaired(repair, event);
}
const asItIs = (event)=>({
        ok: true,
        event,
        notes: NONE,
        badRecipients: NONE
    });
const NONE = [];
function repaired(repair, event) {
    const result = repair.of(event);
    const problems = (0, _readevent.problemsOf)(repair, result.event);
    return problems.length === 0 ? {
        ok: true,
        ...result
    } : {
        ok: false,
        problems
    };
}
function strict(topic, event) {
    const problems = (0, _readevent.problemsOf)(topic, event);
    return problems.length === 0 ? asItIs(event) : {
        ok: false,
        problems
    };
}
const isPlain = (event)=>typeof event === 'object' && event !== null && !Array.isArray(event);
