// How we log in (sheet, 2). Android: client id and secret for an access token of an hour. HarmonyOS, and Android without a secret: a JWT
// that we sign ourselves with the key of a service account; there is nothing to exchange it for.
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
    get LoginFailed () {
        return LoginFailed;
    },
    get loginOf () {
        return loginOf;
    },
    get rsaKey () {
        return rsaKey;
    },
    get signedToken () {
        return signedToken;
    }
});
const _nodecrypto = require("node:crypto");
const _accesstokens = require("../shared/access-tokens");
const _http = require("../shared/http");
const _memoryshelf = require("../shared/memory-shelf");
const _systemms = require("../shared/system-ms");
const _credential = require("./credential");
const _loginanswer = require("./login-answer");
/** Fixed, wherever the call goes. */ const AUDIENCE = 'https://oauth-login.cloud.huawei.com/oauth2/v3/token';
const TOKEN_PATH = '/oauth2/v3/token';
/** Sheet, 2.2: recommended; over a day is refused. In seconds. */ const JWT_LIFE_SECONDS = 3600;
/** Huawei's clock and ours may differ by so much. In ms. */ const JWT_MARGIN_MS = 300_000;
let LoginFailed = class LoginFailed extends Error {
    verdict;
    constructor(verdict){
        super('no login at Huawei'), this.verdict = verdict;
    }
};
function loginOf(connection) {
    const { credential, settings, endpoints, accessTokens, nowMs = _systemms.systemMs } = connection;
    const { clientSecret, serviceAccount } = credential;
    const isAndroid = (0, _credential.apiOf)(settings) !== 'v3';
    if (isAndroid && clientSecret !== undefined) {
        const origin = new _http.HttpOrigin(endpoints['auth'] ?? '', 1);
        const client = {
            id: (0, _credential.clientIdOf)(settings),
            secret: clientSecret
        };
        return {
            tokens: new _accesstokens.AccessTokens(accessTokens, ()=>askForToken(origin, client, nowMs)),
            nowMs,
            close: ()=>origin.close()
        };
    }
    // Made by ourselves, so each pod has its own and the shelf is spared.
    const fetch = ()=>Promise.resolve().then(()=>ownToken(serviceAccount, isAndroid, nowMs()));
    return {
        tokens: new _accesstokens.AccessTokens(new _memoryshelf.MemoryShelf(), fetch, JWT_MARGIN_MS),
        nowMs,
        close: ()=>Promise.resolve()
    };
}
async function askForToken(origin, client, nowMs) {
    const form = {
        grant_type: 'client_credentials',
        client_id: client.id,
        client_secret: client.secret
    };
    const exchange = await origin.exchange({
        method: 'POST',
        path: TOKEN_PATH,
        headers: {
            'content-type': 'application/x-www-form-urlencoded',
            accept: 'application/json'
        },
        body: new URLSearchParams(form).toString()
    }, _accesstokens.LOGIN_DEADLINE_MS);
    const answer = (0, _loginanswer.loginAnswer)(exchange, nowMs());
    if ('verdict' in answer) throw new LoginFailed(answer.verdict);
    return answer;
}
function ownToken(account, isAndroid, nowMs) {
    if (account === undefined && isAndroid) {
        const detail = 'The certificate has neither client secret nor service account.';
        throw new LoginFailed({
            kind: 'credential-broken',
            code: 'client-secret-missing',
            detail
        });
    }
    if (account === undefined) {
        throw broken('missing', 'The certificate has no service account; HarmonyOS takes no client secret.');
    }
    const key = rsaKey(account.private_key);
    if (key === undefined) throw broken('key', 'private_key of the service account is not an RSA key.');
    const nowSeconds = Math.floor(nowMs / 1000);
    return {
        token: signedToken(account, key, nowSeconds),
        expiresAtMs: (nowSeconds + JWT_LIFE_SECONDS) * 1000
    };
}
const broken = (what, detail)=>new LoginFailed({
        kind: 'credential-broken',
        code: `service-account-${what}`,
        detail
    });
function rsaKey(pem) {
    try {
        const key = (0, _nodecrypto.createPrivateKey)(pem.trim().replaceAll('\\n', '\n'));
        return key.asymmetricKeyType === 'rsa' ? key : undefined;
    } catch  {
        return undefined;
    }
}
function signedToken(account, key, nowSeconds) {
    const header = {
        kid: account.key_id,
        typ: 'JWT',
        alg: 'PS256'
    };
    const claims = {
        iss: account.sub_account,
        aud: AUDIENCE,
        iat: nowSeconds,
        exp: nowSeconds + JWT_LIFE_SECONDS
    };
    const signed = [
        header,
        claims
    ].map((part)=>Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    const padding = _nodecrypto.constants.RSA_PKCS1_PSS_PADDING;
    const signature = (0, _nodecrypto.sign)('sha256', Buffer.from(signed), {
        key,
        padding,
        saltLength: 32
    });
    return `${signed}.${signature.toString('base64url')}`;
}
