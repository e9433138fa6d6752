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
    get isRetriable () {
        return isRetriable;
    },
    get isTooLarge () {
        return isTooLarge;
    }
});
// Is it us or the event? Errors of this kind pass by themselves: the same event, tried again later, can succeed. What was too much at once
// (`isTooLarge` on the error or one of its causes, for instance a statement that ran into its time limit) may pass in halves.
/** What Node says when the other side of a socket is away. */ const SOCKET_CODES = new Set([
    'ECONNREFUSED',
    'ECONNRESET',
    'ECONNABORTED',
    'EPIPE',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENETDOWN',
    'ENOTFOUND',
    'EAI_AGAIN'
]);
/** Causes are followed this deep; a longer chain is a loop. */ const MAX_CAUSES = 5;
function isRetriable(error) {
    for (const { retriable, code } of causesOf(error)){
        if (typeof retriable === 'boolean') return retriable;
        if (typeof code === 'string' && SOCKET_CODES.has(code)) return true;
    }
    return false;
}
const isTooLarge = (error)=>causesOf(error).some((cause)=>cause.isTooLarge === true);
/** The error and what caused it, outermost first. */ function causesOf(error) {
    const causes = [];
    let current = error;
    while(causes.length < MAX_CAUSES && typeof current === 'object' && current !== null){
        causes.push(current);
        current = current.cause;
    }
    return causes;
}
