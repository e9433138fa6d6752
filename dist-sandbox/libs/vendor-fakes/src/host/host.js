// Serves fakes, one path prefix per vendor. Every call takes one way: read, decide, record, wait, answer.
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
    get BodyTooLong () {
        return BodyTooLong;
    },
    get FakeHost () {
        return FakeHost;
    },
    get readBody () {
        return readBody;
    }
});
const _nodecrypto = require("node:crypto");
const _deliver = require("./deliver");
const _tricks = require("./tricks");
/** The widest request of any vendor is half as long. */ const MAX_BODY_BYTES = 4_194_304;
let FakeHost = class FakeHost {
    witness;
    calls;
    poster;
    /** Added to every answer. In ms. */ delayMs = 0;
    /** Added to every answer to a login, besides. In ms. */ loginDelayMs = 0;
    /** Logins so far, also those that have no answer yet. */ logins = 0;
    /** Vendors that were asked for one. */ askedForLogin = new Set();
    served;
    constructor(fakes, witness, /** Calls that the witness knows already. */ calls = 0, /** Absent: receipts stay with the fakes. */ poster){
        this.witness = witness;
        this.calls = calls;
        this.poster = poster;
        this.served = new Map(fakes.map((fake)=>[
                fake.vendor,
                {
                    fake,
                    scripts: new _tricks.Scripts()
                }
            ]));
    }
    get fakes() {
        return [
            ...this.served.values()
        ].map(({ fake })=>fake);
    }
    fakeOf(vendor) {
        return this.served.get(vendor)?.fake;
    }
    scriptsOf(vendor) {
        return this.served.get(vendor)?.scripts;
    }
    /** Forgets all calls; the next one is number 1. */ restart() {
        this.calls = 0;
        for (const { fake } of this.served.values())fake.forget();
    }
    /** False: the path belongs to no vendor, and nothing was answered. */ take(incoming, outgoing) {
        const { method = '', headers, url } = incoming;
        return this.answer(incoming, url, {
            method,
            headers
        }, (0, _deliver.overHttp1)(outgoing));
    }
    /** The same over HTTP/2, where a vendor may look at the connection too. */ takeStream(stream, headers, connection) {
        const { ':method': method = '', ':path': url } = headers;
        return this.answer(stream, url, {
            method,
            headers,
            connection
        }, (0, _deliver.overHttp2)(stream));
    }
    /** By its prefix, or by a path that no other vendor has. */ placeOf(url = '') {
        const [whole = '', ...asked] = url.split('?');
        const query = asked.join('?');
        const vendor = whole.split('/', 2)[1] ?? '';
        const rest = whole.slice(1 + vendor.length);
        const served = this.served.get(vendor);
        if (served !== undefined) return {
            served,
            path: rest,
            query
        };
        const path = `/${vendor}${rest}`;
        const owner = [
            ...this.served.values()
        ].find(({ fake })=>fake.ownPaths?.test(path));
        return owner && {
            served: owner,
            path,
            query
        };
    }
    answer(incoming, url, head, outlet) {
        const place = this.placeOf(url);
        if (place === undefined) return false;
        const { served, path, query } = place;
        if (served.fake.countsStreams !== true) head.connection?.allow();
        readBody(incoming, MAX_BODY_BYTES).then((body)=>this.respond({
                ...head,
                path,
                query,
                body,
                atMs: Date.now()
            }, served, outlet)).then(()=>this.postReceipts(served.fake))// A call that cannot be read to its end or recorded has no answer.
        .catch((error)=>{
            if (error instanceof BodyTooLong) return outlet.deliver({
                status: 413,
                body: error.message,
                code: '413',
                accepted: 0
            }, undefined);
            process.emitWarning(error);
            outlet.destroy();
        });
        return true;
    }
    postReceipts(fake) {
        if (this.poster === undefined) return;
        for(;;){
            const receipt = fake.nextReceipt?.(Date.now());
            if (receipt === undefined) return;
            this.poster.post(receipt);
        }
    }
    async respond(request, { fake, scripts }, outlet) {
        const call = fake.read(request);
        if (call.isLogin === true) {
            this.logins += 1;
            this.askedForLogin.add(fake.vendor);
            const answer = fake.answer(call, request.atMs);
            await until(request.atMs + this.delayMs + this.loginDelayMs);
            return outlet.deliver(answer, undefined);
        }
        const { answer, trick } = decide(fake, scripts, call, request.atMs);
        const n = ++this.calls;
        const isGiven = trick === undefined || !(0, _tricks.isTaken)(trick) || trick.do === 'slow';
        await this.witness.append({
            n,
            atMs: request.atMs,
            vendor: fake.vendor,
            path: request.path,
            credential: call.credential === undefined ? null : hashed(call.credential),
            targets: call.messages.reduce((sum, { tokens })=>sum + tokens.length, 0),
            messages: call.messages,
            answer: isGiven ? 'given' : 'withheld',
            status: answer.status,
            code: answer.code,
            accepted: answer.accepted
        });
        await until(request.atMs + this.delayMs + (trick?.ms ?? 0));
        if (outlet.isGone) await this.witness.append({
            lost: n,
            atMs: Date.now()
        });
        else outlet.deliver(answer, trick);
    }
};
/** A script goes before the text of a token. What was not taken changes nothing at the vendor. */ function decide(fake, scripts, call, nowMs) {
    const tokens = call.messages.flatMap((message)=>message.tokens);
    const words = fake.wordOf === undefined ? tokens : tokens.map((token)=>fake.wordOf?.(token) ?? token);
    const trick = scripts.next() ?? (0, _tricks.trickOf)(words);
    if (trick === undefined || (0, _tricks.isTaken)(trick)) return {
        answer: fake.answer(call, nowMs),
        trick
    };
    if (trick.do === 'code') return {
        answer: fake.refuse(trick.code, nowMs, call),
        trick
    };
    const status = trick.do === 'redirect' ? 302 : trick.status ?? 503;
    const isOwn = trick.do === 'status' && status >= 400;
    return {
        answer: isOwn ? fake.fault(status, nowMs, call) : pageOf(status),
        trick
    };
}
const pageOf = (status)=>({
        status,
        headers: {
            'content-type': 'text/html'
        },
        body: `<html><body><h1>${status}</h1></body></html>`,
        code: `http-${status}`,
        accepted: 0
    });
const hashed = (secret)=>(0, _nodecrypto.hash)('sha256', secret, 'hex').slice(0, 16);
const until = (atMs)=>{
    const waitMs = atMs - Date.now();
    return waitMs > 0 ? new Promise((resolve)=>setTimeout(resolve, waitMs)) : undefined;
};
let BodyTooLong = class BodyTooLong extends Error {
    status = 413;
};
function readBody(incoming, maxBytes) {
    return new Promise((resolve, reject)=>{
        const chunks = [];
        let size = 0;
        incoming.on('data', (chunk)=>{
            size += chunk.length;
            if (size > maxBytes) reject(new BodyTooLong(`the body must have at most ${maxBytes} bytes`));
            else chunks.push(chunk);
        });
        incoming.on('end', ()=>resolve(chunks[0] !== undefined && chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
        incoming.on('close', ()=>{
            // An error with its stack for each call would cost more than reading it.
            if (!incoming.readableEnded) reject(new Error('caller left'));
        });
        incoming.on('error', reject);
    });
}
