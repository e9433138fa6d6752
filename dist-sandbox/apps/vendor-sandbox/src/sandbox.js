// Puts fakes, call log and desk behind one port: /<vendor>/… is that vendor, everything else is the desk.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "startSandbox", {
    enumerable: true,
    get: function() {
        return startSandbox;
    }
});
const _nodefs = require("node:fs");
const _nodehttp = require("node:http");
const _vendorfakes = require("../../../libs/vendor-fakes/src");
const _calllogstore = require("./call-log.store");
const _deskcontroller = require("./desk.controller");
const _tenantsstore = require("./tenants.store");
/** How often heads and bodies that take too long are looked for. */ const LOOK_EVERY_MS = 2_000;
async function startSandbox(config) {
    const { host, port, logFile, delayMs, tls } = config;
    const log = await _calllogstore.CallLog.open(logFile);
    const poster = new _vendorfakes.ReceiptPoster();
    const fakes = new _vendorfakes.FakeHost((0, _vendorfakes.newFakes)(), log, log.calls, poster);
    fakes.delayMs = delayMs;
    const desk = new _deskcontroller.Desk(fakes, log, poster, _tenantsstore.Tenants.open(config.tenantsFile));
    desk.admitAgain();
    const server = (0, _nodehttp.createServer)({
        connectionsCheckingInterval: LOOK_EVERY_MS
    }, (incoming, outgoing)=>{
        if (fakes.take(incoming, outgoing)) return;
        desk.take(incoming).then(({ status, body })=>{
            outgoing.writeHead(status, {
                'content-type': 'application/json'
            }).end(JSON.stringify(body));
        }, (error)=>{
            if (!(error instanceof _vendorfakes.BodyTooLong)) return void outgoing.destroy(error);
            const body = {
                code: 'body-too-long',
                detail: error.message
            };
            outgoing.writeHead(413, {
                'content-type': 'application/json'
            }).end(JSON.stringify(body));
        });
    });
    const doors = {
        http2: (0, _vendorfakes.http2Of)(fakes),
        ...tls !== undefined && {
            tls: read(tls)
        }
    };
    const listening = await (0, _vendorfakes.listen)(server, port, host, doors);
    return {
        url: listening.url,
        close: async ()=>{
            await listening.close();
            await poster.close();
            await log.close();
        }
    };
}
const read = ({ certFile, keyFile })=>({
        cert: (0, _nodefs.readFileSync)(certFile, 'utf8'),
        key: (0, _nodefs.readFileSync)(keyFile, 'utf8')
    });
