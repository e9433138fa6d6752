// What OPPO's console would hold of a customer who has this certificate.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "tenantOf", {
    enumerable: true,
    get: function() {
        return tenantOf;
    }
});
function tenantOf({ settings, credential: { appKey, masterSecret } }) {
    const { appId, channelId, bulkChannelId, template, bulkTemplate } = settings;
    const channels = [
        channelId,
        bulkChannelId
    ].filter((channel)=>channel !== undefined);
    const templates = [
        template,
        bulkTemplate
    ].filter((one)=>one !== undefined);
    return {
        ...{
            appKey,
            masterSecret
        },
        ...appId && {
            appId
        },
        ...channels.length > 0 && {
            channels
        },
        ...templates.length > 0 && {
            templates: Object.fromEntries(templates.map(({ id, titleParameters, contentParameters })=>[
                    id,
                    {
                        title: Object.keys(titleParameters),
                        content: Object.keys(contentParameters)
                    }
                ]))
        }
    };
}
