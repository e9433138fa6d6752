// What becomes of a message that the fake OPPO took: its phone shows it or stays dark, and the sender learns it from a callback at best.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Deliveries", {
    enumerable: true,
    get: function() {
        return Deliveries;
    }
});
const _fakecallbacks = require("./fake-callbacks");
const _fakerequest = require("./fake-request");
const _fakerules = require("./fake-rules");
/** Invalid registration IDs that are remembered. */ const MAX_INVALID = 10_000;
/** What a text of a style may have. More is accepted and not shown: whether OPPO cuts or refuses is not known. In characters. */ const SHOWN_TEXT = {
    1: 50,
    2: 128,
    3: 50,
    4: 50
};
let Deliveries = class Deliveries {
    phones;
    callbacks = new _fakecallbacks.WaitingCallbacks();
    invalid = new Set();
    unnamed = 0;
    constructor(phones){
        this.phones = phones;
    }
    /** As the feedback endpoint lists them. */ get invalidIds() {
        return [
            ...this.invalid
        ];
    }
    deliver(accepted, customer, nowMs) {
        const { fields, target } = accepted;
        customer.meet(target);
        if (customer.isRepeated(fields, target)) return;
        const fate = this.fateOf(accepted, customer, nowMs);
        this.callbacks.add(fields, eventOf(accepted, fate, customer, nowMs));
        if (fate === 'push_arrive' && customer.isKnownChannel(fields)) this.show(target, fields, nowMs);
    }
    clear() {
        this.callbacks.clear();
        this.invalid.clear();
    }
    fateOf({ fields, target }, customer, nowMs) {
        if (!(0, _fakerules.isUninstalled)(target)) return customer.mayShow(fields, target, nowMs) ? 'push_arrive' : 'user_daily_limit';
        this.invalid.add(target);
        const [oldest] = this.invalid;
        if (this.invalid.size > MAX_INVALID && oldest !== undefined) this.invalid.delete(oldest);
        return 'regid_invalid';
    }
    show(target, fields, nowMs) {
        const parameters = (0, _fakerequest.text)(fields['action_parameters']);
        const limit = SHOWN_TEXT[(0, _fakerequest.integer)(fields['style']) ?? 1];
        this.phones.ring(target, {
            notifyId: String((0, _fakerequest.integer)(fields['notify_id']) ?? `own ${++this.unnamed}`),
            title: (0, _fakerequest.text)(fields['title']),
            text: [
                ...(0, _fakerequest.text)(fields['content'])
            ].slice(0, limit).join(''),
            ...parameters !== '' && {
                ext: parameters
            },
            click: (0, _fakerequest.text)(fields['click_action_url']) || (0, _fakerequest.text)(fields['click_action_activity']) || 'open-app',
            contentHash: (0, _fakerequest.contentHashOf)(fields),
            atMs: nowMs
        });
    }
};
const eventOf = ({ target, messageId, taskId }, eventType, { appId }, nowMs)=>({
        messageId,
        appId,
        taskId,
        registrationIds: target,
        eventTime: String(nowMs),
        eventType
    });
