// vivo's tag API: who carries which tag, and whom an expression means. Fields, limits and codes are those of its Java SDK 2.3; that
// members make a tag which nobody added is an assumption (two clients in production never add one).
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
    get Tags () {
        return Tags;
    },
    get tagCodeOf () {
        return tagCodeOf;
    }
});
const _tagged = require("../host/tagged");
const _fakerequest = require("./fake-request");
const MAX_IDS = 1000;
function tagCodeOf(kind, fields, { appId }) {
    const isForeign = ![
        '',
        appId
    ].includes((0, _fakerequest.text)(fields['appId']));
    if (isForeign) return 10094;
    const names = kind.startsWith('rename-') ? [
        'oldName',
        'newName'
    ] : [
        'name'
    ];
    if (names.some((name)=>(0, _fakerequest.text)(fields[name]).trim() === '')) return 10601;
    return kind === 'join-tag' || kind === 'leave-tag' ? memberCodeOf(fields) : undefined;
}
/** 1: registration ids, 2: aliases. */ function memberCodeOf({ type, ids }) {
    if (![
        1,
        2
    ].includes((0, _fakerequest.integer)(type) ?? 0)) return 10616;
    if (!Array.isArray(ids) || ids.length === 0) return 10609;
    return ids.length > MAX_IDS ? 10614 : undefined;
}
let Tags = class Tags {
    tagged = new _tagged.Tagged();
    /** A group or an expression under a name changes nobody's tags. */ change(kind, fields) {
        const [name, ids] = [
            (0, _fakerequest.text)(fields['name']),
            namesIn(fields['ids'])
        ];
        if (kind === 'join-tag') this.tagged.join(name, ids);
        if (kind === 'leave-tag') this.tagged.leave(name, ids);
        if (kind === 'rename-tag') this.tagged.rename((0, _fakerequest.text)(fields['oldName']), (0, _fakerequest.text)(fields['newName']));
    }
    meantBy(expression) {
        const lists = (0, _fakerequest.isObject)(expression) ? expression : {};
        const [any, all, none] = [
            namesIn(lists['orTags']),
            namesIn(lists['andTags']),
            namesIn(lists['notTags'])
        ];
        return this.tagged.meantBy({
            any,
            all,
            none
        });
    }
};
const namesIn = (list)=>Array.isArray(list) ? list.map(_fakerequest.text).filter(Boolean) : [];
