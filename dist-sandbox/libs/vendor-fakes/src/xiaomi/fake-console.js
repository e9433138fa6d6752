// What Xiaomi's console would hold of a customer who has this certificate.
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
function tenantOf({ settings, credential }) {
    const { packageName, channelId, bulkChannelId, template } = settings;
    return {
        appSecret: credential.appSecret,
        packageNames: [
            packageName
        ],
        channels: {
            [channelId]: 'private',
            ...bulkChannelId && {
                [bulkChannelId]: 'public'
            }
        },
        ...template && {
            templates: {
                [template.id]: Object.keys(template.parameters)
            }
        }
    };
}
