// A tenant with one certificate of every vendor, known to certificates and to the sandbox alike.
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
    get fillTenant () {
        return fillTenant;
    },
    get openTenant () {
        return openTenant;
    }
});
const _vendorfakes = require("../../../libs/vendor-fakes/src");
const _phones = require("./phones");
async function openTenant(api, sandbox, publicUrl, app = _phones.DEMO_APP) {
    await api.post('certificates', '/v1/apps', {
        id: app,
        name: 'Demo'
    }, 'admin');
    return fillTenant({
        app,
        certificates: {}
    }, api, sandbox, publicUrl);
}
async function fillTenant({ app, certificates: known }, api, sandbox, publicUrl) {
    const certificates = {
        ...known
    };
    const path = `/v1/apps/${app}/certificates`;
    for (const { vendor, sample } of (0, _vendorfakes.newFakes)()){
        const { settings, credential } = withReceipts(sample, publicUrl);
        const body = {
            vendor,
            name: `${vendor} of the demo`,
            settings,
            credential,
            effective: 'now'
        };
        certificates[vendor] ??= (await api.post('certificates', path, body)).id;
        const saved = `${path}/${certificates[vendor]}`;
        const { receiptPath = '' } = await api.get('certificates', saved, 'operator');
        await sandbox.admit(vendor, withReceipts(sample, publicUrl, receiptPath).tenant);
    }
    return {
        app,
        certificates
    };
}
const withReceipts = (sample, publicUrl, path = '')=>(publicUrl === undefined ? undefined : sample.withReceiptsAt?.(publicUrl + path)) ?? sample;
