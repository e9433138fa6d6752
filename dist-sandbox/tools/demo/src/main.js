// The demo job of compose: an app, a certificate of each vendor, tenants of the sandbox, and phones of which one of each vendor was killed. It
// may run at every start: what is there stays, and who logged out meanwhile stays logged out.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
const _nodefs = require("node:fs");
const _chat = require("./chat");
const _tenant = require("./tenant");
const _phones = require("./phones");
const _sandbox = require("./sandbox");
const DEADLINE_MS = 10_000;
const NOT_FOUND = 404;
const setting = (name)=>{
    const value = process.env[name];
    if (!value) throw new Error(`${name} is missing: the demo job needs it`);
    return value;
};
async function main() {
    const api = apiOf(setting('DEMO_CERTIFICATES_URL'), setting('DEMO_KEYS_FILE'));
    const sandbox = new _sandbox.Sandbox(setting('DEMO_SANDBOX_URL'));
    const publicUrl = setting('DEMO_PUBLIC_URL');
    const known = await tenantOf(api);
    const tenant = known ? await (0, _tenant.fillTenant)(known, api, sandbox, publicUrl) : await (0, _tenant.openTenant)(api, sandbox, publicUrl);
    if (Object.keys(known?.certificates ?? {}).length === 0) await makePhones(tenant);
    console.log(`The app ${tenant.app} has the certificates ${JSON.stringify(tenant.certificates)}.`);
}
/** Undefined: there is no such app. */ async function tenantOf(api) {
    const path = `/v1/apps/${_phones.DEMO_APP}/certificates?limit=200`;
    const found = await api.get('certificates', path, 'operator').catch((error)=>{
        if (error instanceof Refused && error.status === NOT_FOUND) return undefined;
        throw error;
    });
    return found && {
        app: _phones.DEMO_APP,
        certificates: Object.fromEntries(found.certificates.map(({ id, vendor })=>[
                vendor,
                id
            ]))
    };
}
/** Reports and logins come on different topics, in any order; only what ends a link or a session comes last. */ async function makePhones({ certificates }) {
    const { chat, close } = _chat.Chat.on(setting('KAFKA_BROKERS').split(','));
    try {
        const phones = (0, _phones.phonesOf)(Object.keys(certificates));
        for (const phone of phones){
            await chat.says([
                'logged-in',
                phone
            ]);
            await chat.reports(phone, certificates[phone.vendor] ?? 0, phone.token);
        }
        for (const phone of phones){
            if (phone.fate === 'killed') await chat.says([
                'disconnected',
                phone
            ]);
            if (phone.fate === 'logged-out') await chat.says([
                'logged-out',
                phone
            ]);
            console.log(`${phone.user} has a phone of ${phone.vendor}: ${phone.fate}`);
        }
    } finally{
        await close();
    }
}
let Refused = class Refused extends Error {
    status;
    constructor(status, words){
        super(words), this.status = status;
    }
};
function apiOf(url, keysFile) {
    const keys = JSON.parse((0, _nodefs.readFileSync)(keysFile, 'utf8'));
    const ask = async (method, path, role, body)=>{
        const answer = await fetch(`${url}${path}`, {
            method,
            headers: {
                authorization: `Bearer ${keys[role]}`,
                'content-type': 'application/json'
            },
            ...body !== undefined && {
                body: JSON.stringify(body)
            },
            signal: AbortSignal.timeout(DEADLINE_MS)
        });
        const text = await answer.text();
        if (!answer.ok) throw new Refused(answer.status, `${method} ${path}: ${answer.status} ${text}`);
        return JSON.parse(text);
    };
    return {
        get: (_, path, role = 'viewer')=>ask('GET', path, role),
        post: (_, path, body, role = 'operator')=>ask('POST', path, role, body)
    };
}
main().catch((error)=>{
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
});
