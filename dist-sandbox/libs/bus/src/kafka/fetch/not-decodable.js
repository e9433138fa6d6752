// Bytes that are no records, or not within our bounds. It never leaves this folder: the batch becomes one record that says so.
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
    get LIMITS () {
        return LIMITS;
    },
    get NotDecodable () {
        return NotDecodable;
    }
});
let NotDecodable = class NotDecodable extends Error {
    constructor(why, options){
        super(why, options);
        this.name = 'NotDecodable';
    }
};
const LIMITS = {
    /** Inflated size of a batch. A broker takes 1 MB compressed by default; chat events shrink to a tenth. */ maxInflatedBytes: 32 * 1024 * 1024,
    /** A record of seven bytes costs some hundred on the heap. */ maxRecords: 100_000
};
