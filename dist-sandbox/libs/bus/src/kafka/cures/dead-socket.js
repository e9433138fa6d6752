// A connection to a broker that is away is disconnected again and again, and each time kafkajs asks the same dead socket not to keep the
// process alive: Node remembers each such wish until a connect that never comes (network/connection.js:274). Here a dead socket
// forgets the wishes of before.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "deadSocket", {
    enumerable: true,
    get: function() {
        return deadSocket;
    }
});
const _internals = require("../internals");
const deadSocket = {
    name: 'dead-socket',
    illness: 'While a broker is away, its last socket collects one listener a try, without end.',
    apply () {
        (0, _internals.patch)((0, _internals.internals)().Connection, 'disconnect', (connection, disconnect)=>{
            if (connection.socket?.destroyed === true) connection.socket.removeAllListeners('connect');
            return disconnect();
        });
    }
};
