// Bytes of a record → an event, or the list of rules it breaks. Nothing here throws on any input.
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
    get parseJson () {
        return parseJson;
    },
    get problemsOf () {
        return problemsOf;
    },
    get readEvent () {
        return readEvent;
    }
});
const _nodebuffer = require("node:buffer");
const _explain = require("./explain");
/** Deeper nesting overflows the stack of whoever writes the value again and of PostgreSQL. */ const MAX_DEPTH = 32;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
function readEvent(topic, value) {
    const parsed = parseJson(value);
    if (!parsed.ok) return parsed;
    const problems = problemsOf(topic, parsed.event);
    return problems.length === 0 ? {
        ok: true,
        event: parsed.event
    } : {
        ok: false,
        problems
    };
}
function parseJson(value) {
    if (value === null || value.length === 0) return refuse('must not be empty');
    if (!(0, _nodebuffer.isUtf8)(value)) return refuse('must be UTF-8');
    if (isTooDeep(value)) return refuse(`must not nest deeper than ${MAX_DEPTH}`);
    try {
        return {
            ok: true,
            event: JSON.parse(value.toString('utf8'))
        };
    } catch (error) {
        return refuse(`must be JSON: ${withoutQuote(error.message)}`);
    }
}
/** V8 quotes what stands around the fault, and that may be a token or a credential: `Unexpected token '}', ..."secret",}" is not valid JSON`. */ const withoutQuote = (message)=>message.replace(/, (?:\.{3})?".*/s, '').replace(/[^\x20-\x7e]+/g, '?');
const problemsOf = (topic, event)=>topic.check.Check(event) ? [] : (0, _explain.explained)(topic.check.Errors(event));
const refuse = (rule)=>({
        ok: false,
        problems: [
            {
                pointer: '',
                rule
            }
        ]
    });
/** Counts brackets outside strings; a scan is cheaper than a failed parse of 100,000 arrays. */ function isTooDeep(bytes) {
    let depth = 0;
    let inString = false;
    for(let i = 0; i < bytes.length; i++){
        const byte = bytes[i];
        if (inString) {
            if (byte === BACKSLASH) i++;
            else if (byte === QUOTE) inString = false;
        } else if (byte === QUOTE) inString = true;
        else if (byte === 0x7b || byte === 0x5b) {
            if (++depth > MAX_DEPTH) return true;
        } else if (byte === 0x7d || byte === 0x5d) depth--;
    }
    return false;
}
