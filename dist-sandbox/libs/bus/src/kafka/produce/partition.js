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
    get murmur2 () {
        return murmur2;
    },
    get partitionOf () {
        return partitionOf;
    }
});
// Which partition a key belongs to: murmur2 as in the Java client, so that every producer, ours or not, agrees. Pure.
const SEED = 0x9747b28c;
const M = 0x5bd1e995;
const R = 24;
const POSITIVE = 0x7fffffff;
const partitionOf = (key, count)=>(murmur2(key) & POSITIVE) % count;
function murmur2(bytes) {
    const whole = bytes.length & ~3;
    let h = SEED ^ bytes.length;
    for(let i = 0; i < whole; i += 4){
        let k = Math.imul(bytes.readInt32LE(i), M);
        k = Math.imul(k ^ k >>> R, M);
        h = Math.imul(h, M) ^ k;
    }
    const left = bytes.length - whole;
    if (left > 0) h = Math.imul(h ^ bytes.readUIntLE(whole, left), M);
    h = Math.imul(h ^ h >>> 13, M);
    return h ^ h >>> 15;
}
