// The keys of the topics. An app id has no "/", so the first "/" always ends it.
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
    get conversationKey () {
        return conversationKey;
    },
    get userKey () {
        return userKey;
    }
});
const conversationKey = (event)=>`${event.app}/${event.conversation}`;
const userKey = (event)=>`${event.app}/${event.user}`;
