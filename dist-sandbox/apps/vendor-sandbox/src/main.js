// Starts the sandbox and says where it is, in one JSON line.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
const _sandbox = require("./sandbox");
const _vendorsandboxconfig = require("./vendor-sandbox.config");
async function main() {
    const sandbox = await (0, _sandbox.startSandbox)((0, _vendorsandboxconfig.configOf)((0, _vendorsandboxconfig.environment)()));
    console.log(JSON.stringify({
        event: 'listening',
        service: 'vendor-sandbox',
        url: sandbox.url
    }));
    const stop = ()=>{
        void sandbox.close().then(()=>process.exit(0));
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
}
main().catch((error)=>{
    console.error(JSON.stringify({
        event: 'start-failed',
        service: 'vendor-sandbox',
        error: error.message
    }));
    process.exit(78);
});
