// Our ext → OPPO's `action_parameters`: a JSON object in a string, whose top-level keys reach the page as extras of its intent.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "parametersOf", {
    enumerable: true,
    get: function() {
        return parametersOf;
    }
});
/** Of the whole string (sheet 3.4). In UTF-16 units. */ const MAX_PARAMETERS = 4000;
function parametersOf(ext, click, settings) {
    if (!ext) return {
        ok: true,
        notes: []
    };
    if (click.action === 'open-url') return {
        ok: true,
        notes: [
            'ext left out: the click opens a web page'
        ]
    };
    const extras = settings.wholeExt === true ? {
        ext
    } : extrasIn(ext);
    if (extras === undefined) {
        const detail = 'ext has to be a JSON object for OPPO: each of its keys becomes a parameter of the click. The setting wholeExt takes any text.';
        return {
            ok: false,
            code: 'ext-not-json',
            detail
        };
    }
    const parameters = JSON.stringify(extras);
    if (parameters.length > MAX_PARAMETERS) {
        const detail = `ext has more than ${MAX_PARAMETERS} characters as OPPO counts them, and it is never cut`;
        return {
            ok: false,
            code: 'ext-too-long',
            detail
        };
    }
    return {
        ok: true,
        parameters,
        notes: []
    };
}
/** Extras are text: what is not, becomes the text of its JSON. Undefined: not a JSON object. */ function extrasIn(ext) {
    const value = parse(ext);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const pairs = Object.entries(value).map(([key, extra])=>[
            key,
            typeof extra === 'string' ? extra : JSON.stringify(extra)
        ]);
    return Object.fromEntries(pairs);
}
function parse(text) {
    try {
        return JSON.parse(text);
    } catch  {
        return undefined;
    }
}
