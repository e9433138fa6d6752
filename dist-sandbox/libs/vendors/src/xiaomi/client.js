// The call to Xiaomi: one form, one static header, no token exchange.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "open", {
    enumerable: true,
    get: function() {
        return open;
    }
});
const _http = require("../shared/http");
const _systemms = require("../shared/system-ms");
const _verdicts = require("./verdicts");
function open({ credential, settings, endpoints, nowMs = _systemms.systemMs }, connections) {
    const origin = new _http.HttpOrigin(endpoints['api'] ?? '', connections);
    const headers = {
        authorization: `key=${credential.appSecret}`,
        'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
        accept: 'application/json'
    };
    return {
        async send ({ request, deliveries }, deadlineMs, begin) {
            const { path, body, messages, channel } = request;
            const exchange = await origin.exchange({
                method: 'POST',
                path,
                headers,
                body
            }, deadlineMs, begin?.withinMs);
            const tokens = deliveries.map((delivery)=>delivery.token);
            const isUsualChannel = channel === settings.channelId;
            return (0, _verdicts.verdictsOf)(exchange, {
                tokens,
                messages,
                channel,
                isUsualChannel
            }, nowMs());
        },
        close: ()=>origin.close()
    };
}
