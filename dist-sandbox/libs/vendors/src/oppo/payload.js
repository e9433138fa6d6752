// Our push → OPPO's notification, cut to OPPO's limits. One content gives one notification, whatever the number of phones.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "compose", {
    enumerable: true,
    get: function() {
        return compose;
    }
});
const _notifyid = require("../shared/notify-id");
const _sound = require("../shared/sound");
const _truncate = require("../shared/truncate");
const _ext = require("./ext");
const _options = require("./options");
const _template = require("./template");
/** Ten days; OPPO cuts more to that (sheet 3.4). In seconds. */ const MAX_TTL_S = 864_000;
function compose(delivery, settings, nowMs, receiptUrl) {
    const { content, messageKey, expiresAtMs } = delivery;
    const options = content.vendors?.['oppo'] ?? {};
    if (expiresAtMs <= nowMs) return end('expired', 'expired', 'no time is left for OPPO to deliver it');
    const problem = (0, _options.optionsProblem)(options);
    if (problem !== undefined) return end('refused', 'bad-options', problem);
    const click = content.click ?? settings.click;
    const ext = (0, _ext.parametersOf)(content.ext, click, settings);
    if (!ext.ok) return end('refused', ext.code, ext.detail);
    const kind = (0, _options.kindOf)(settings, options, content.class);
    if (content.class === 'bulk' && kind.category === 'IM') return end('refused', 'bad-options', BULK_AS_IM);
    const style = options.style || settings.style || 1;
    const life = lifeOf(expiresAtMs - nowMs);
    const channelId = options.channelId || (content.class === 'bulk' ? settings.bulkChannelId : settings.channelId);
    const words = {
        title: shown(content.title, _template.DEFAULT_TITLE),
        text: shown(content.text, _template.DEFAULT_TEXT)
    };
    const template = (0, _template.templateOf)(kind, options, words, style);
    if (!template.ok) return end('refused', template.code, template.detail);
    const notification = {
        title: (0, _truncate.truncate)(words.title, _template.MAX_TITLE),
        content: (0, _truncate.truncate)(words.text, _template.MAX_CONTENT[style]),
        ...style === 2 && {
            style
        },
        ...clickFields(click),
        ...ext.parameters !== undefined && {
            action_parameters: ext.parameters
        },
        ...life.fields,
        ...channelId && {
            channel_id: channelId
        },
        category: kind.category,
        ...kind.notifyLevel !== undefined && {
            notify_level: kind.notifyLevel
        },
        ...template.fields,
        notify_id: (0, _notifyid.notifyIdOf)(messageKey),
        ...badgeFields(delivery),
        ...receiptUrl !== undefined && {
            call_back_url: receiptUrl
        }
    };
    const notes = [
        ...ext.notes,
        ...life.notes,
        ...notesOf(delivery, style),
        ...template.notes
    ];
    return {
        ok: true,
        notification,
        kind,
        notes
    };
}
const BULK_AS_IM = 'push.vendors.oppo/category: IM is for chats, and the message is of class bulk';
const end = (state, code, detail)=>({
        ok: false,
        state,
        code,
        detail: detail.slice(0, 200)
    });
/** OPPO requires both; a push without words still has to ring. */ const shown = (text, otherwise)=>text?.trim() ? text.toWellFormed() : otherwise;
function clickFields(click) {
    switch(click.action){
        case 'open-app':
            return {
                click_action_type: 0
            };
        case 'open-url':
            return {
                click_action_type: 2,
                click_action_url: click.url
            };
        case 'open-page':
            return {
                click_action_type: 5,
                click_action_url: click.page
            };
    }
}
/** A number to set wins over one to add. OPPO adds one and reads no count then (JPush's reference of its OPPO options, 2026). */ function badgeFields({ content: { badge } }) {
    if (badge?.set !== undefined) return {
        badge_operation_type: 0,
        badge_message_count: badge.set
    };
    if (badge?.add !== undefined) return {
        badge_operation_type: 1
    };
    return {};
}
/** Whole seconds, never beyond expiry. What lives shorter than one goes to phones that are online now. */ function lifeOf(leftMs) {
    const seconds = Math.min(Math.floor(leftMs / 1000), MAX_TTL_S);
    if (seconds >= 1) return {
        fields: {
            off_line: true,
            off_line_ttl: seconds
        },
        notes: []
    };
    const note = 'only if the phone is online at once: less than a second was left';
    return {
        fields: {
            off_line: false
        },
        notes: [
            note
        ]
    };
}
function notesOf({ content: { title, text, sound, badge } }, style) {
    const isLong = (words, limit)=>shown(words, '').length > limit;
    const kind = (0, _sound.soundOf)(sound).kind;
    return [
        ...kind === 'file' ? [
            'sound left out: on OPPO the channel decides'
        ] : [],
        ...kind === 'silent' ? [
            'silence left out: on OPPO channel and notify level decide'
        ] : [],
        ...badge?.set === undefined && (badge?.add ?? 1) > 1 ? [
            'badge counted up by one: OPPO has no other step'
        ] : [],
        ...isLong(title, _template.MAX_TITLE) ? [
            `title cut to ${_template.MAX_TITLE} characters`
        ] : [],
        ...isLong(text, _template.MAX_CONTENT[style]) ? [
            `text cut to ${_template.MAX_CONTENT[style]} characters`
        ] : []
    ];
}
