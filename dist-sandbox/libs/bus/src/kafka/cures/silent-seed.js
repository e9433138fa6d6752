// A first broker that takes the connection but does not answer (frozen, half started, behind a dead proxy) is asked again and again,
// for 15 s each time; the others of the list never get their turn. kafkajs meant this first question to have the short connection
// time-out (broker/index.js: apiVersions), but its request queue takes the longer one. Here it is short, and the next one is asked.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "silentSeed", {
    enumerable: true,
    get: function() {
        return silentSeed;
    }
});
const _internals = require("../internals");
const _cure = require("./cure");
/** For the answer to the first question on a connection, ms. */ const HELLO_MS = 1_500;
const silentSeed = {
    name: 'silent-seed',
    illness: 'A client whose first broker is frozen never asks the second.',
    apply () {
        const { Broker, errors } = (0, _internals.internals)();
        (0, _internals.patch)(Broker, 'apiVersions', async (broker, ask)=>{
            const timer = setTimeout(()=>{
                for (const connection of broker.connectionPool.pool)(0, _cure.cut)(connection, 'No answer to the first question');
            }, HELLO_MS);
            try {
                return await ask();
            } catch (error) {
                // Under this name kafkajs goes on to the next of the list.
                throw error.name === 'KafkaJSConnectionClosedError' ? new errors.KafkaJSConnectionError(error.message) : error;
            } finally{
                clearTimeout(timer);
            }
        });
    }
};
