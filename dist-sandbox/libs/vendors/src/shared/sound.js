// The sound of a message, as all vendors read it: a message rings audibly unless somebody asks for silence.
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
    get rawResource () {
        return rawResource;
    },
    get soundOf () {
        return soundOf;
    }
});
function soundOf(sound) {
    if (!sound || sound === 'default') return {
        kind: 'usual'
    };
    return sound === 'none' ? {
        kind: 'silent'
    } : {
        kind: 'file',
        name: sound
    };
}
function rawResource(name) {
    const resource = name.replace(/\.[A-Za-z0-9]{1,5}$/, '');
    return /^[a-z][a-z0-9_]{0,99}$/.test(resource) ? resource : undefined;
}
