// The desk of vendor-sandbox, as demo, stories and benchmark ask it: who may send, what was called, what the phones show.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Sandbox", {
    enumerable: true,
    get: function() {
        return Sandbox;
    }
});
const DEADLINE_MS = 10_000;
const PAGE = 10_000;
let Sandbox = class Sandbox {
    url;
    constructor(url){
        this.url = url;
    }
    admit(vendor, tenant) {
        return this.ask('POST', '/tenants', {
            vendor,
            ...tenant
        });
    }
    /** Makes a vendor slow, broken or silent; see the sandbox's README. */ control(wish) {
        return this.ask('POST', '/control', wish);
    }
    /** All calls so far, from the record that the sandbox writes before it answers. */ async calls() {
        const all = [];
        for(;;){
            const { calls } = await this.ask('GET', `/calls?since=${all.at(-1)?.n ?? 0}&limit=${PAGE}`);
            all.push(...calls);
            if (calls.length < PAGE) return all;
        }
    }
    count() {
        return this.ask('GET', '/calls/count');
    }
    /** Forgets calls and phones. */ async clear() {
        await this.ask('DELETE', '/calls');
    }
    /** Calls that carried this token, oldest first. */ async callsTo(token) {
        return (await this.calls()).filter(({ messages })=>messages.some(({ tokens })=>tokens.includes(token)));
    }
    async shownOn(vendor, token) {
        const phones = await this.ask('GET', `/phones?token=${encodeURIComponent(token)}`);
        return phones[vendor]?.[token] ?? [];
    }
    async ask(method, path, body) {
        const response = await fetch(`${this.url}${path}`, {
            method,
            ...body && {
                body: JSON.stringify(body)
            },
            signal: AbortSignal.timeout(DEADLINE_MS)
        });
        const text = await response.text();
        if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
        return JSON.parse(text);
    }
};
