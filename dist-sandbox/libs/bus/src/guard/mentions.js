// Does a record hold one of these words? For a topic of which a handler needs a few records among very many: the others are not parsed. Pure.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "mentionsAny", {
    enumerable: true,
    get: function() {
        return mentionsAny;
    }
});
const _contracts = require("../../../contracts/src");
/** Where a letter may be written as an escape, or a document in base64, words cannot be looked for. */ const CODED = [
    '\\u',
    'data_base64'
];
function mentionsAny(words) {
    const needles = [
        ...words.flatMap(_contracts.spellingsOf),
        ...CODED
    ];
    const pattern = new RegExp(needles.map(asBytes).join('|'));
    return (value)=>value !== null && pattern.test(value.toString('latin1'));
}
/** One letter a byte: one pass over a record costs less than a search for each needle. */ const asBytes = (needle)=>Buffer.from(needle).toString('latin1').replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
