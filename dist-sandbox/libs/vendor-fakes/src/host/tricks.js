// How a vendor can fail: chosen by the text of a token, or by a script that the tester gives. `isTaken` tells whether the vendor had
// already accepted the push, so that the phone rings although the caller never learns it.
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
    get Script () {
        return Script;
    },
    get Scripts () {
        return Scripts;
    },
    get isDeadToken () {
        return isDeadToken;
    },
    get isTaken () {
        return isTaken;
    },
    get phoneFateOf () {
        return phoneFateOf;
    },
    get successorOf () {
        return successorOf;
    },
    get trickOf () {
        return trickOf;
    }
});
const _typebox = require("@sinclair/typebox");
const _value = require("@sinclair/typebox/value");
/** Name → may the phone ring? */ const TRICKS = {
    /** An HTTP status with the vendor's own words for it. */ status: false,
    /** An HTTP status with a web page, as something in front of the vendor gives it. */ gateway: false,
    /** A code of the vendor. Without one: "too many requests". */ code: false,
    redirect: false,
    slow: true,
    /** Accepts and never answers. */ hang: true,
    /** Accepts and closes the connection. */ close: true,
    garbage: true,
    empty: true,
    /** The right answer, cut in the middle. */ cut: true,
    huge: true,
    /** A byte a second. */ drip: true,
    /** Compressed, although nobody asked for it. */ packed: true,
    'big-header': true
};
const isTaken = (trick)=>TRICKS[trick.do];
const Script = _typebox.Type.Object({
    do: _typebox.Type.Union(Object.keys(TRICKS).map((name)=>_typebox.Type.Literal(name))),
    times: _typebox.Type.Optional(_typebox.Type.Integer({
        minimum: 1,
        description: 'So many calls. Absent: until cleared.'
    })),
    every: _typebox.Type.Optional(_typebox.Type.Integer({
        minimum: 1,
        description: 'Every so many calls. Absent: each.'
    })),
    status: _typebox.Type.Optional(_typebox.Type.Integer({
        minimum: 200,
        maximum: 599,
        description: 'Absent: 503.'
    })),
    code: _typebox.Type.Optional(_typebox.Type.String({
        maxLength: 64
    })),
    retryAfter: _typebox.Type.Optional(_typebox.Type.String({
        maxLength: 64
    })),
    ms: _typebox.Type.Optional(_typebox.Type.Integer({
        minimum: 0,
        maximum: 600_000
    }))
}, {
    additionalProperties: false
});
let Scripts = class Scripts {
    scripts = [];
    add(script) {
        if (!_value.Value.Check(Script, script)) {
            const first = _value.Value.Errors(Script, script).First();
            return `${first?.path ?? ''}: ${first?.message ?? 'not a script'}`;
        }
        this.scripts.push({
            script,
            seen: 0,
            done: 0
        });
        return undefined;
    }
    clear() {
        this.scripts = [];
    }
    next() {
        for (const entry of this.scripts){
            entry.seen++;
            const { times = Infinity, every = 1 } = entry.script;
            if (entry.done < times && entry.seen % every === 0) {
                entry.done++;
                return entry.script;
            }
        }
        return undefined;
    }
};
const BY_TOKEN = /^(?:(busy|hang|close|garbage|empty|cut|huge|drip|packed|redirect)|slow-?(\d{1,6})|http(\d{3}))[-_]/;
function trickOf(tokens) {
    for (const token of tokens){
        const [, name, ms, status] = BY_TOKEN.exec(token) ?? [];
        if (name === 'busy') return {
            do: 'code'
        };
        if (name !== undefined) return {
            do: name
        };
        if (ms !== undefined) return {
            do: 'slow',
            ms: Number(ms)
        };
        if (status !== undefined) return {
            do: 'status',
            status: Number(status)
        };
    }
    return undefined;
}
const isDeadToken = (token)=>token.startsWith('dead-');
const BY_FATE = {
    click: 'clicked',
    muted: 'muted',
    gone: 'gone',
    moved: 'moved'
};
const phoneFateOf = (token)=>BY_FATE[/^([a-z]+)[-_]/.exec(token)?.[1] ?? ''] ?? 'shown';
const successorOf = (token)=>token.replace(/^moved/, 'ok');
