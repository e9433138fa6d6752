// Messages and tokens → the encoded form that goes over the wire, in Xiaomi's two shapes: one content for a list of tokens, or a
// message per token.
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
    get Content () {
        return Content;
    },
    get bytesInList () {
        return bytesInList;
    },
    get bytesInMulti () {
        return bytesInMulti;
    },
    get requestOf () {
        return requestOf;
    }
});
let Content = class Content {
    message;
    known;
    constructor(message){
        this.message = message;
    }
    get encoded() {
        return this.known ??= encode(JSON.stringify(this.message));
    }
};
const COMMA = '%2C';
function requestOf(addressed) {
    const contents = new Set(addressed.map(({ content })=>content));
    const [first] = contents;
    if (first === undefined) throw new Error('a request without a message');
    const channel = first.message.extra['channel_id'];
    return contents.size === 1 ? {
        path: '/v3/message/regid',
        body: listBody(first.message, addressed),
        messages: 1,
        channel
    } : {
        path: '/v2/multi_messages/regids',
        body: multiBody(addressed),
        messages: contents.size,
        channel
    };
}
function listBody(message, addressed) {
    const { extra, ...fields } = message;
    const pairs = [
        ...Object.entries(fields),
        ...Object.entries(extra).map(([name, value])=>[
                `extra.${name}`,
                value
            ])
    ];
    const tokens = addressed.map(({ token })=>encode(token)).join(COMMA);
    return [
        `registration_id=${tokens}`,
        ...pairs.map(([name, value])=>`${encode(name)}=${encode(String(value))}`)
    ].join('&');
}
/** The encoded form of a JSON array, piece by piece: the pieces are measured before they are packed. `time_to_send=0` means now. */ const multiBody = (addressed)=>`messages=${encode('[')}${addressed.map(entryOf).join(COMMA)}${encode(']')}&time_to_send=0`;
const ENTRY_BEGIN = encode('{"target":');
const ENTRY_MIDDLE = encode(',"message":');
const ENTRY_END = encode('}');
const entryOf = ({ token, content })=>ENTRY_BEGIN + encode(JSON.stringify(token)) + ENTRY_MIDDLE + content.encoded + ENTRY_END;
const ENTRY_FRAME = ENTRY_BEGIN.length + ENTRY_MIDDLE.length + ENTRY_END.length + COMMA.length;
const bytesInList = ({ token })=>encode(token).length + COMMA.length;
const bytesInMulti = ({ token, content })=>encode(JSON.stringify(token)).length + content.encoded.length + ENTRY_FRAME;
/** As the form encoder of Xiaomi's own client: a blank is a plus sign. Half a surrogate pair cannot be encoded and is replaced. */ function encode(text) {
    return encodeURIComponent(text.toWellFormed()).replaceAll('%20', '+');
}
