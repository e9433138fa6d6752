// A connection that breaks in the middle of a response keeps the half frame and puts the next connection's bytes behind it: every
// later call on it times out (network/connection.js:87-89).
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "halfFrame", {
    enumerable: true,
    get: function() {
        return halfFrame;
    }
});
const _internals = require("../internals");
/** A frame starts with its size, an INT32. */ const FRAME_SIZE_BYTES = 4;
const halfFrame = {
    name: 'half-frame',
    illness: 'After a response was cut in half, no call on that connection is ever answered again.',
    apply () {
        (0, _internals.patch)((0, _internals.internals)().Connection, 'connect', (connection, connect)=>{
            if (!connection.isConnected()) {
                connection.chunks = [];
                connection.bytesBuffered = 0;
                connection.bytesNeeded = FRAME_SIZE_BYTES;
            }
            return connect();
        });
    }
};
