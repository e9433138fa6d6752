// Forms and media types, as lenient as real clients need them.
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
    get formOf () {
        return formOf;
    },
    get mediaTypeOf () {
        return mediaTypeOf;
    },
    get pairsIn () {
        return pairsIn;
    }
});
const mediaTypeOf = ({ headers })=>(headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
function formOf(request) {
    return mediaTypeOf(request) === 'application/x-www-form-urlencoded' ? pairsIn(request.body.toString('latin1')) : undefined;
}
function pairsIn(text) {
    try {
        const pairs = text.split('&').filter(Boolean).map((pair)=>pair.split(/=(.*)/s, 2).map(decoded));
        return new Map(pairs.map(([name, value = ''])=>[
                name,
                value
            ]));
    } catch  {
        return undefined;
    }
}
const decoded = (part)=>decodeURIComponent(part.replaceAll('+', '%20'));
