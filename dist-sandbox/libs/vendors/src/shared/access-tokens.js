// The access token of one credential: fetched once however many sends wait for it, renewed before it ends, fetched once more when the
// vendor refuses it. Where it is kept for other pods is the shelf's business.
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
    get AccessTokens () {
        return AccessTokens;
    },
    get LOGIN_DEADLINE_MS () {
        return LOGIN_DEADLINE_MS;
    },
    get whyNoToken () {
        return whyNoToken;
    }
});
const LOGIN_DEADLINE_MS = 8_000;
/** So long before its end a token is not used any more: a call must not outlive it. In ms. */ const MARGIN_MS = 60_000;
/** A token that took the place of a refused one is not the one to blame for so long: if it is refused as well, the credential is. In ms. */ const FRESH_MS = 10_000;
let AccessTokens = class AccessTokens {
    shelf;
    fetch;
    marginMs;
    current;
    getting;
    replacement;
    constructor(shelf, /** Asks the vendor. It throws what the caller turns into a verdict. */ fetch, marginMs = MARGIN_MS){
        this.shelf = shelf;
        this.fetch = fetch;
        this.marginMs = marginMs;
    }
    /** The token of the last call, if it is still good for a while: most sends need not wait for anything. */ atHand(nowMs) {
        return this.isGood(this.current, nowMs) ? this.current : undefined;
    }
    /** A token that is good for a while. Rejects with what `fetch` threw. */ get(nowMs) {
        if (this.isGood(this.current, nowMs)) return Promise.resolve(this.current);
        return this.once(async ()=>{
            const found = await this.shelf.find();
            return this.isGood(found, nowMs) && !this.isRefused(found) ? found : this.renewed(this.current);
        });
    }
    /** The vendor refused this token: the next `get` brings another one. Refusals of older ones change nothing. */ refused(token) {
        if (this.current !== undefined && this.current.token !== token.token) return Promise.resolve(this.current);
        this.current = {
            ...token,
            expiresAtMs: 0
        };
        return this.once(async ()=>{
            const other = await this.renewed(token);
            this.replacement = {
                token: other.token,
                atMs: performance.now()
            };
            return other;
        });
    }
    /** A call with a token, and once more with another one if the vendor refused it: then it took nothing. */ async use(nowMs, { wait, call, isRefused }) {
        const token = this.atHand(nowMs) ?? await wait(this.get(nowMs));
        const first = await call(token);
        if (!this.mayReplace(token, isRefused(first))) return first;
        const other = await wait(this.refused(token));
        const second = await call(other);
        this.mayReplace(other, isRefused(second));
        return second;
    }
    /** Another one may do: this was refused, and did not itself take the place of a refused one a moment ago. */ mayReplace({ token }, isRefused) {
        if (!isRefused) this.replacement = undefined;
        return isRefused && !this.isReplacement(token);
    }
    isReplacement(token) {
        return this.replacement?.token === token && performance.now() - this.replacement.atMs < FRESH_MS;
    }
    /** Whoever comes meanwhile waits for the same. */ once(get) {
        this.getting ??= get().then((token)=>this.current = token).finally(()=>this.getting = undefined);
        return this.getting;
    }
    renewed(stale) {
        return this.shelf.renew(stale, this.fetch);
    }
    isRefused({ token }) {
        return this.current?.expiresAtMs === 0 && this.current.token === token;
    }
    isGood(token, nowMs) {
        return token !== undefined && token.expiresAtMs - this.marginMs > nowMs;
    }
};
async function whyNoToken(asked) {
    try {
        await asked;
        return undefined;
    } catch (error) {
        if (error instanceof Error && 'verdict' in error) return error.verdict;
        throw error;
    }
}
