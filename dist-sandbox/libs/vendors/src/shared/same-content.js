// Deliveries → groups that one request can serve: the same content until the same time, and each token named once.
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
    get entriesOf () {
        return entriesOf;
    },
    get sameContent () {
        return sameContent;
    }
});
function sameContent(deliveries) {
    const byKey = new Map();
    for (const delivery of deliveries){
        const groups = byKey.get(delivery.messageKey) ?? [];
        if (groups.length === 0) byKey.set(delivery.messageKey, groups);
        const group = groups.find(([first])=>isSame(first, delivery));
        if (group === undefined) groups.push([
            delivery
        ]);
        else group.push(delivery);
    }
    return [
        ...byKey.values()
    ].flat();
}
const isSame = (one, other)=>one.expiresAtMs === other.expiresAtMs && one.alone === true === (other.alone === true) && (one.content === other.content || JSON.stringify(one.content) === JSON.stringify(other.content));
function entriesOf(deliveries, form) {
    const byToken = new Map();
    const impossible = [];
    for (const delivery of deliveries){
        const detail = form.problem(delivery.token);
        const entry = byToken.get(delivery.token);
        if (detail !== undefined) impossible.push({
            delivery,
            state: 'refused',
            code: 'token-form',
            detail
        });
        else if (entry !== undefined) entry.deliveries.push(delivery);
        else byToken.set(delivery.token, {
            token: delivery.token,
            deliveries: [
                delivery
            ]
        });
    }
    return {
        entries: [
            ...byToken.values()
        ],
        impossible
    };
}
