// Meizu's signature, and the form that carries it. There is no token call: every request is signed with the AppSecret (sheet, 2).
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
    get signOf () {
        return signOf;
    },
    get signedForm () {
        return signedForm;
    }
});
const _nodecrypto = require("node:crypto");
function signOf(fields, appSecret) {
    const pairs = Object.keys(fields).sort().map((name)=>`${name}=${fields[name] ?? ''}`);
    return (0, _nodecrypto.createHash)('md5').update(pairs.join('') + appSecret).digest('hex');
}
const signedForm = (fields, appSecret)=>Object.entries({
        ...fields,
        sign: signOf(fields, appSecret)
    }).map(([name, value])=>`${name}=${encode(value)}`).join('&');
const encode = (text)=>encodeURIComponent(text).replaceAll('%20', '+');
