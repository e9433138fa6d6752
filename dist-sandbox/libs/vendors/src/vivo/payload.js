// Our push → vivo's message, cut to vivo's limits. One content gives one message, whatever the number of phones.
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
const _said = require("../shared/said");
const _sound = require("../shared/sound");
const _truncate = require("../shared/truncate");
const _category = require("./category");
const _options = require("./options");
/** Every character counts one since 2022; before, a Chinese one counted two (sheet 3.1). In UTF-16 units: vivo does not say. */ const MAX_TITLE = 40;
const MAX_CONTENT = 100;
/** Keys and values of `clientCustomMap` together (sheet 3.1). In UTF-16 units. */ const MAX_CUSTOM = 1024;
/** `notifyType` (sheet 3.1). */ const SILENT = 1;
const SOUND_AND_VIBRATION = 4;
/** In seconds (sheet 3.1, newest document). */ const MIN_TTL_S = 60;
const MAX_TTL_S = 86_400;
const DEFAULT_TITLE = 'a new message';
const DEFAULT_TEXT = 'You have a new message';
function compose(delivery, settings, nowMs) {
    const { content, messageKey, expiresAtMs } = delivery;
    const given = content.vendors?.['vivo'] ?? {};
    if (expiresAtMs <= nowMs) return end('expired', 'expired', 'no time is left for vivo to deliver it');
    const problem = (0, _options.optionsProblem)(given);
    if (problem !== undefined) return end('refused', 'bad-options', problem);
    const options = (0, _said.said)(given);
    const kind = (0, _options.kindOf)(settings, options, content.class);
    const contradiction = content.class === 'bulk' ? (0, _options.bulkProblem)(kind) : undefined;
    if (contradiction !== undefined) return end('refused', 'bad-options', contradiction);
    const click = content.click ?? settings.click;
    const ext = extOf(content.ext, click);
    const life = lifeOf(expiresAtMs - nowMs, options);
    const message = {
        appId: Number(settings.appId),
        notifyType: options.notifyType || ((0, _sound.soundOf)(content.sound).kind === 'silent' ? SILENT : SOUND_AND_VIBRATION),
        title: (0, _truncate.truncate)(shown(content.title, DEFAULT_TITLE), MAX_TITLE),
        content: (0, _truncate.truncate)(shown(content.text, DEFAULT_TEXT), MAX_CONTENT),
        ...clickFields(click),
        classification: _category.CLASSIFICATION[kind.class],
        ...kind.category !== undefined && {
            category: kind.category
        },
        ...ext.kept !== undefined && {
            clientCustomMap: {
                ext: ext.kept
            }
        },
        pushMode: settings.testMode === true ? 1 : 0,
        notifyId: (0, _notifyid.notifyIdOf)(messageKey),
        ...options.notifyForeground !== undefined && {
            foregroundShow: options.notifyForeground
        },
        ...life.fields,
        ...content.badge?.add !== undefined && content.badge.set === undefined && {
            addBadge: true
        }
    };
    const notes = [
        ...notesOf(delivery),
        ...ext.notes,
        ...life.notes
    ];
    return {
        ok: true,
        message,
        isUsualClass: kind.isUsualClass,
        notes
    };
}
const end = (state, code, detail)=>({
        ok: false,
        state,
        code,
        detail: detail.slice(0, 200)
    });
/** vivo refuses blanks; a push without words still has to ring. */ const shown = (text, otherwise)=>text?.trim() ? text : otherwise;
/** A page of the web gets no custom content: there is no app to read it. What vivo has no room for is left out whole, never cut. */ function extOf(ext, click) {
    const room = MAX_CUSTOM - 'ext'.length;
    if (!ext) return {
        notes: []
    };
    if (click.action === 'open-url') return {
        notes: [
            'ext left out: the click opens a web page'
        ]
    };
    return ext.length > room ? {
        notes: [
            `ext left out: longer than ${room} characters`
        ]
    } : {
        kept: ext,
        notes: []
    };
}
function clickFields(click) {
    switch(click.action){
        case 'open-app':
            return {
                skipType: 1
            };
        case 'open-url':
            return {
                skipType: 2,
                skipContent: click.url
            };
        case 'open-page':
            return {
                skipType: 4,
                skipContent: click.page
            };
    }
}
/** Whole seconds, never beyond expiry. What lives shorter than vivo's smallest TTL goes to phones that are online now, or nowhere. */ function lifeOf(leftMs, { onlineOnly }) {
    const leftS = Math.min(Math.floor(leftMs / 1000), MAX_TTL_S);
    const timeToLive = Math.max(leftS, MIN_TTL_S);
    if (onlineOnly === true) return {
        fields: {
            timeToLive,
            sendOnline: true
        },
        notes: []
    };
    if (leftS >= MIN_TTL_S) return {
        fields: {
            timeToLive
        },
        notes: []
    };
    const note = `only if the phone is online at once: less than ${MIN_TTL_S} seconds were left`;
    return {
        fields: {
            timeToLive,
            sendOnline: true
        },
        notes: [
            note
        ]
    };
}
function notesOf({ content: { title, text, sound, badge } }) {
    const isLong = (words, limit)=>shown(words, '').length > limit;
    return [
        ...(0, _sound.soundOf)(sound).kind === 'file' ? [
            'sound left out: vivo has no custom sounds'
        ] : [],
        ...badge?.set !== undefined ? [
            'badge left out: vivo cannot set a number'
        ] : [],
        ...badge?.set === undefined && (badge?.add ?? 1) > 1 ? [
            'badge counted up by one: vivo has no other step'
        ] : [],
        ...isLong(title, MAX_TITLE) ? [
            `title cut to ${MAX_TITLE} characters`
        ] : [],
        ...isLong(text, MAX_CONTENT) ? [
            `text cut to ${MAX_CONTENT} characters`
        ] : []
    ];
}
