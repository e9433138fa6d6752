// An error of the network → a short stable code; never its message, which may quote what was sent.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "codeOf", {
    enumerable: true,
    get: function() {
        return codeOf;
    }
});
function codeOf(error) {
    const code = error.code;
    return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code.toLowerCase().replaceAll('_', '-') : 'connection-failed';
}
