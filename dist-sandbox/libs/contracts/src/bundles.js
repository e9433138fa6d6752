// Rows of one message → as many lists as records are needed to carry them: a broker refuses a record that is too large, and then nobody
// hears of any row in it. Each row is in exactly one list, in order.
/** Well under the broker's default limit of 1 MiB, headers and key included. */ "use strict";
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
    get MAX_BUNDLE_BYTES () {
        return MAX_BUNDLE_BYTES;
    },
    get bundles () {
        return bundles;
    }
});
const MAX_BUNDLE_BYTES = 800_000;
/** What the contracts allow in one list. */ const MAX_ROWS = 1_000;
/** Ids, times, hash and the brackets around the lists; notes of the door. */ const HEAD_BYTES = 16_000;
function bundles(rows, { fewRows, content }) {
    if (rows.length === 0) return [];
    if (rows.length <= fewRows) return [
        [
            ...rows
        ]
    ];
    const roomBytes = MAX_BUNDLE_BYTES - HEAD_BYTES - (content === undefined ? 0 : bytesOf(content));
    if (rows.length <= MAX_ROWS && fitSurely(rows, roomBytes)) return [
        [
            ...rows
        ]
    ];
    const lists = [];
    let last = [];
    let usedBytes = Infinity;
    for (const row of rows){
        const rowBytes = bytesOf(row) + 1;
        if (usedBytes + rowBytes > roomBytes || last.length === MAX_ROWS) {
            lists.push(last = []);
            usedBytes = 0;
        }
        last.push(row);
        usedBytes += rowBytes;
    }
    return lists;
}
/** A cheap upper bound, which nearly all messages keep: a UTF-16 unit takes at most six bytes in JSON. */ function fitSurely(rows, roomBytes) {
    let leftBytes = roomBytes;
    for (const row of rows){
        for (const value of Object.values(row))leftBytes -= FIELD_BYTES + (typeof value === 'string' ? 6 * value.length : plainBytesOf(value));
        if (leftBytes < 0) return false;
    }
    return true;
}
/** Name, quotes, colon and comma of a field. */ const FIELD_BYTES = 24;
const plainBytesOf = (value)=>typeof value === 'object' ? bytesOf(value) : 24;
const bytesOf = (value)=>Buffer.byteLength(JSON.stringify(value));
