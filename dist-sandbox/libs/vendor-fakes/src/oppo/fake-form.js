// The bodies that OPPO reads, as names and values: a form, for aliases a JSON object, for pictures a multipart form.
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
    get jsonFormOf () {
        return jsonFormOf;
    },
    get multipartOf () {
        return multipartOf;
    }
});
function formOf({ headers, body, query }) {
    if (body.length > 0 && mediaTypeOf(headers) !== 'application/x-www-form-urlencoded') return undefined;
    return pairsIn([
        body.toString('latin1'),
        query
    ]);
}
function jsonFormOf({ headers, body, query }) {
    if (mediaTypeOf(headers) !== 'application/json') return undefined;
    const form = pairsIn([
        query
    ]);
    try {
        const fields = Object.entries(JSON.parse(body.toString('utf8')));
        const texts = fields.filter((field)=>typeof field[1] === 'string');
        return form && new Map([
            ...form,
            ...texts
        ]);
    } catch  {
        return undefined;
    }
}
function multipartOf({ headers, body, query }) {
    const [, quoted, bare] = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(headers['content-type'] ?? '') ?? [];
    const boundary = quoted ?? bare;
    const form = pairsIn([
        query
    ]);
    if (mediaTypeOf(headers) !== 'multipart/form-data' || boundary === undefined) return undefined;
    const parts = `\r\n${body.toString('latin1')}`.split(`\r\n--${boundary}`).slice(1, -1);
    return form && new Map([
        ...form,
        ...parts.map(partIn)
    ]);
}
function partIn(part) {
    const end = part.indexOf('\r\n\r\n');
    const name = /\bname="([^"]*)"/i.exec(part.slice(0, Math.max(0, end)))?.[1] ?? '';
    return [
        name,
        end < 0 ? '' : part.slice(end + 4)
    ];
}
function pairsIn(texts) {
    const form = new Map();
    try {
        for (const pair of texts.flatMap((part)=>part.split('&')).filter(Boolean)){
            const [name = '', value = ''] = pair.split(/=(.*)/s, 2).map(decoded);
            if (!form.has(name)) form.set(name, value);
        }
    } catch  {
        return undefined;
    }
    return form;
}
/** Throws on a broken escape and on bytes that are not UTF-8. */ const decoded = (part)=>decodeURIComponent(part.replaceAll('+', '%20'));
const mediaTypeOf = (headers)=>(headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
