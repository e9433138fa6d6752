// What stands in an outcome where an answer has no words of the vendor: the same for all vendors, so that it is looked up once.
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
    get wordlessCode () {
        return wordlessCode;
    },
    get wordlessLogin () {
        return wordlessLogin;
    }
});
const wordlessCode = ({ status, spoiled })=>spoiled ?? (status >= 200 && status < 300 ? 'unreadable-answer' : `http-${status}`);
const wordlessLogin = (answered)=>`login-${wordlessCode(answered)}`;
