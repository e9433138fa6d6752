// What Meizu's subscription service knows of an app's phones: switches, one alias and tags of each. Its endpoints answer with what is so
// after the call.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Devices", {
    enumerable: true,
    get: function() {
        return Devices;
    }
});
const _tricks = require("../host/tricks");
const _fakeanswers = require("./fake-answers");
/** Phones that are remembered. */ const MAX_DEVICES = 100_000;
/** In characters, and tags of a phone (sheet, 1). */ const MAX_ALIAS = 60;
const MAX_TAG = 20;
const MAX_TAGS = 100;
let Devices = class Devices {
    devices = new Map();
    aliases = new Set();
    tagIds = new Map();
    /** Whose notifications were switched off by a call. "off-…" is off by its name. */ isOff(pushId) {
        return this.devices.get(pushId)?.isBarOn === false;
    }
    /** Undefined: nobody ever subscribed to it. */ phonesOfAlias(alias) {
        return this.aliases.has(alias) ? this.phonesWith((device)=>device.alias === alias) : undefined;
    }
    /** `isAll`: who has all of the tags, else who has one of them. */ phonesOfTags(tags, isAll) {
        return this.phonesWith((device)=>isAll ? tags.every((tag)=>device.tags.has(tag)) : tags.some((tag)=>device.tags.has(tag)));
    }
    all() {
        return [
            ...this.devices.keys()
        ];
    }
    clear() {
        this.devices.clear();
        this.aliases.clear();
    }
    answer(action, form) {
        const pushId = form.get('pushId') ?? '';
        if (pushId.startsWith('unknown-')) return (0, _fakeanswers.errorAnswer)('110003');
        if ((0, _tricks.isDeadToken)(pushId)) return (0, _fakeanswers.errorAnswer)('110002');
        const device = this.deviceOf(pushId);
        switch(action){
            case 'get-switch':
                return switchesOf(pushId, device);
            case 'set-switch':
            case 'set-switches':
                return switched(pushId, device, form, action === 'set-switches');
            case 'set-alias':
            case 'drop-alias':
            case 'get-alias':
                return this.aliased(pushId, device, form, action);
            default:
                return this.tagged(pushId, device, form, action);
        }
    }
    aliased(pushId, device, form, action) {
        const alias = form.get('alias') ?? '';
        if (alias.length > MAX_ALIAS) return (0, _fakeanswers.errorAnswer)('1005');
        if (action === 'set-alias') this.aliases.add(alias);
        if (action !== 'get-alias') device.alias = action === 'set-alias' ? alias : '';
        return (0, _fakeanswers.valueAnswer)({
            pushId,
            alias: device.alias
        });
    }
    tagged(pushId, device, form, action) {
        const tags = (form.get('tags') ?? '').split(',').filter(Boolean);
        const isAdding = action === 'add-tags';
        const count = new Set([
            ...device.tags,
            ...tags
        ]).size;
        if (isAdding && (count > MAX_TAGS || tags.some((tag)=>tag.length > MAX_TAG))) return (0, _fakeanswers.errorAnswer)('1005');
        if (isAdding) for (const tag of tags)device.tags.add(tag);
        if (action === 'drop-tags') for (const tag of tags)device.tags.delete(tag);
        if (action === 'drop-all-tags') device.tags.clear();
        if (action === 'drop-all-tags') return (0, _fakeanswers.valueAnswer)(true);
        const left = [
            ...device.tags
        ].map((tagName)=>({
                tagId: this.tagIdOf(tagName),
                tagName
            }));
        return (0, _fakeanswers.valueAnswer)({
            pushId,
            tags: left
        });
    }
    tagIdOf(name) {
        const id = this.tagIds.get(name) ?? this.tagIds.size + 1;
        this.tagIds.set(name, id);
        return id;
    }
    deviceOf(pushId) {
        const known = this.devices.get(pushId);
        if (known !== undefined) return known;
        const device = {
            isBarOn: !pushId.startsWith('off-'),
            isDirectOn: false,
            alias: '',
            tags: new Set()
        };
        this.devices.set(pushId, device);
        const [oldest] = this.devices.keys();
        if (this.devices.size > MAX_DEVICES && oldest !== undefined) this.devices.delete(oldest);
        return device;
    }
    phonesWith(isIt) {
        return [
            ...this.devices
        ].filter(([, device])=>isIt(device)).map(([pushId])=>pushId);
    }
};
const switchesOf = (pushId, { isBarOn, isDirectOn })=>(0, _fakeanswers.valueAnswer)({
        pushId,
        barTypeSwitch: Number(isBarOn),
        directTypeSwitch: Number(isDirectOn)
    });
/** The document has 0 and 1, the Java client sends "false" and "true" (sheet, 1). */ const FLAGS = new Map([
    [
        '0',
        false
    ],
    [
        '1',
        true
    ],
    [
        'false',
        false
    ],
    [
        'true',
        true
    ]
]);
function switched(pushId, device, form, isBoth) {
    const isOn = FLAGS.get(form.get('subSwitch') ?? '');
    const type = form.get('msgType') ?? '';
    if (isOn === undefined || !isBoth && type !== '0' && type !== '1') return (0, _fakeanswers.errorAnswer)('1005');
    if (isBoth || type === '0') device.isBarOn = isOn;
    if (isBoth || type === '1') device.isDirectOn = isOn;
    return switchesOf(pushId, device);
}
