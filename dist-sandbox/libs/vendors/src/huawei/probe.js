// Is this credential good? A real login, then a push that rings nobody: Android has a switch for that (`validate_only`), HarmonyOS gets a
// test message to a token that no phone has. What Huawei says about token and message does not matter here.
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
    get judge () {
        return judge;
    },
    get probe () {
        return probe;
    }
});
const _systemms = require("../shared/system-ms");
const _client = require("./client");
const _credential = require("./credential");
const _loginanswer = require("./login-answer");
const _plan = require("./plan");
const NOBODY = 'dead-token-of-a-probe';
const LIFE_MS = 60_000;
async function probe(connection, deadlineMs) {
    const { settings, nowMs = _systemms.systemMs } = connection;
    const client = (0, _client.open)(connection, 1);
    try {
        const [call] = (0, _plan.plan)([
            aPushToNobody(nowMs())
        ], settings, nowMs()).calls;
        if (call === undefined) throw new Error('the probe plans no call');
        const checked = {
            ...call,
            request: {
                ...call.request,
                isCheckOnly: true
            }
        };
        const [verdict] = await client.send(checked, deadlineMs);
        return judge(verdict, settings);
    } finally{
        await client.close();
    }
}
/** Bulk is marketing, which needs no right. */ const aPushToNobody = (nowMs)=>({
        targetId: 'probe',
        messageKey: 'probe',
        token: NOBODY,
        content: {
            class: 'bulk',
            click: {
                action: 'open-app'
            },
            vendors: {
                huawei: {
                    testMessage: true
                }
            }
        },
        expiresAtMs: nowMs + LIFE_MS
    });
function judge(verdict, settings) {
    switch(verdict?.kind){
        case 'accepted':
        case 'token-dead':
        case 'refused':
            return {
                result: 'good'
            };
        case 'credential-broken':
            {
                const says = verdict.detail ?? `Huawei answered with code ${verdict.code}.`;
                return {
                    result: 'wrong',
                    field: fieldOf(verdict.code, (0, _credential.apiOf)(settings)),
                    says
                };
            }
        default:
            return {
                result: 'unknown',
                says: `Huawei could not be asked: ${verdict?.code ?? 'no verdict'}.`
            };
    }
}
/** After a good login a refused one means that the id in the path is of another app. */ const REFUSED_AT_PUSH = {
    v1: '/appId',
    v2: '/projectId',
    v3: '/serviceAccount'
};
function fieldOf(code, api) {
    switch(code){
        case 'client-secret-missing':
            return '/clientSecret';
        case 'service-account-missing':
            return '/serviceAccount';
        case 'service-account-key':
            return '/serviceAccount/private_key';
        case '80200001':
        case 'http-401':
            return REFUSED_AT_PUSH[api];
        default:
            return (0, _loginanswer.loginRow)(code)?.field ?? '';
    }
}
