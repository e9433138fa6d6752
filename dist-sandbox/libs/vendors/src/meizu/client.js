// The call to Meizu: one signed form over plain keep-alive connections, no token exchange.
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
    get PREFIX () {
        return PREFIX;
    },
    get hostOf () {
        return hostOf;
    },
    get open () {
        return open;
    }
});
const _http = require("../shared/http");
const _systemms = require("../shared/system-ms");
const _sign = require("./sign");
const _verdicts = require("./verdicts");
const PREFIX = '/garcia/api/server';
const PUSH_PATH = `${PREFIX}/push/varnished/pushByPushId`;
const HEADERS = {
    'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
    accept: 'application/json'
};
function open({ credential, settings, endpoints, nowMs = _systemms.systemMs }, connections) {
    const origin = new _http.HttpOrigin(hostOf(settings, endpoints), connections);
    return {
        async send ({ request, deliveries }, deadlineMs, begin) {
            const body = (0, _sign.signedForm)(request.fields, credential.appSecret);
            const exchange = await origin.exchange({
                method: 'POST',
                path: PUSH_PATH,
                headers: HEADERS,
                body
            }, deadlineMs, begin?.withinMs);
            const tokens = deliveries.map((delivery)=>delivery.token);
            return (0, _verdicts.verdictsOf)(exchange, tokens, nowMs());
        },
        close: ()=>origin.close()
    };
}
const hostOf = ({ region }, endpoints)=>endpoints[region === 'overseas' ? 'overseas' : 'api'] ?? '';
