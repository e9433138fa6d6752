// The codecs of Kafka's protocol by their numbers, each with a bound on what may come out.
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
    get CODECS () {
        return CODECS;
    },
    get inflate () {
        return inflate;
    }
});
const _gzip = require("./codecs/gzip");
const _lz4 = require("./codecs/lz4");
const _snappy = require("./codecs/snappy");
const _zstd = require("./codecs/zstd");
const _notdecodable = require("./not-decodable");
const CODECS = [
    {
        name: 'none',
        inflate: (bytes)=>bytes
    },
    {
        name: 'gzip',
        inflate: _gzip.gzip
    },
    {
        name: 'snappy',
        inflate: _snappy.snappy
    },
    {
        name: 'lz4',
        inflate: _lz4.lz4
    },
    {
        name: 'zstd',
        inflate: _zstd.zstd
    }
];
async function inflate(number, bytes, maxBytes) {
    const codec = CODECS[number];
    if (codec === undefined) throw new _notdecodable.NotDecodable(`no codec has the number ${number}`);
    try {
        return await codec.inflate(bytes, maxBytes);
    } catch (error) {
        throw new _notdecodable.NotDecodable(`${codec.name}: ${error.message}`, {
            cause: error
        });
    }
}
