// A signed form as Meizu reads it, from a body or a query, and the check of its signature over the decoded values as they came.
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
    get isSignedBy () {
        return isSignedBy;
    }
});
const _nodecrypto = require("node:crypto");
function formOf({ method, headers, body, query }) {
    const mediaType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
    if (body.length > 0 && mediaType !== 'application/x-www-form-urlencoded') return undefined;
    const text = method === 'POST' ? body.toString('latin1') : '';
    const form = new Map();
    try {
        for (const pair of [
            text,
            query
        ].flatMap((part)=>part.split('&')).filter(Boolean)){
            const [name = '', value = ''] = pair.split(/=(.*)/s, 2).map(decoded);
            if (!form.has(name)) form.set(name, value);
        }
    } catch  {
        return undefined;
    }
    return form;
}
const decoded = (part)=>decodeURIComponent(part.replaceAll('+', '%20'));
function isSignedBy(form, secret) {
    const names = [
        ...form.keys()
    ].filter((name)=>name !== 'sign');
    names.sort((one, other)=>Buffer.compare(Buffer.from(one), Buffer.from(other)));
    const hash = (0, _nodecrypto.createHash)('md5');
    for (const name of names)hash.update(`${name}=${form.get(name) ?? ''}`, 'utf8');
    return hash.update(secret, 'utf8').digest('hex') === form.get('sign');
}
