// Apple counts the bytes of the whole JSON: the text gives way first, then the title, the custom content never.
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
    get cutTo () {
        return cutTo;
    },
    get fit () {
        return fit;
    }
});
const _contracts = require("../../../contracts/src");
const _direction = require("../shared/direction");
const DOTS = '...';
/** Less would be three dots and no text. In bytes. */ const MIN_BYTES = DOTS.length + 1;
function fit(payload, limit) {
    const whole = JSON.stringify(payload);
    const excess = Buffer.byteLength(whole) - limit;
    if (excess <= 0) return {
        body: whole,
        cuts: []
    };
    const { title, body } = payload.aps.alert;
    const shorterBody = cutBy(body, excess);
    if (shorterBody !== undefined) return {
        body: written(payload, title, shorterBody),
        cuts: [
            'text'
        ]
    };
    const leastBody = cutTo(body, MIN_BYTES);
    const saved = bytesOf(body) - bytesOf(leastBody);
    const shorterTitle = cutBy(title, excess - saved);
    return shorterTitle === undefined ? undefined : {
        body: written(payload, shorterTitle, leastBody),
        cuts: [
            'text',
            'title'
        ]
    };
}
const written = (payload, title, body)=>JSON.stringify({
        ...payload,
        aps: {
            ...payload.aps,
            alert: {
                ...payload.aps.alert,
                title,
                body
            }
        }
    });
/** Undefined: it has not so much to give. */ function cutBy(text, bytes) {
    const room = bytesOf(text) - bytes;
    return room < MIN_BYTES ? undefined : cutTo(text, room);
}
function cutTo(text, limit) {
    if (bytesOf(text) <= limit) return text;
    let kept = '';
    let left = limit - DOTS.length;
    for (const character of text){
        left -= bytesOf(character);
        if (left < 0) break;
        kept += character;
    }
    return (0, _direction.balanced)((0, _contracts.cutText)(text, kept.length)) + DOTS;
}
/** Between its quotes. */ const bytesOf = (text)=>Buffer.byteLength(JSON.stringify(text)) - 2;
