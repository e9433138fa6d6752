// Our push → Xiaomi's message, cut to Xiaomi's limits. One content gives one message, whatever the number of phones.
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
const _options = require("./options");
const _template = require("./template");
/** "Length < 50" and "< 128", every character one (server API page, pId 1559). In UTF-16 units. */ const MAX_TITLE = 49;
const MAX_DESCRIPTION = 127;
/** "< 4096". In bytes of UTF-8. */ const MAX_PAYLOAD_BYTES = 4095;
/** Keys and values of custom extras together. In UTF-16 units. */ const MAX_EXTRAS = 1024;
/** Private messages wait at most ten days for their phone, all others one day (pId 1559). In ms. */ const MAX_PRIVATE_TTL_MS = 864_000_000;
const MAX_TTL_MS = 86_400_000;
/** Receipts worth having: delivered (1), clicked (2), target invalid (16), notifications switched off by the app's user (32). */ const RECEIPTS = '51';
function compose(delivery, settings, nowMs, receiptUrl) {
    const { content, messageKey, expiresAtMs } = delivery;
    const given = content.vendors?.['xiaomi'] ?? {};
    const problem = (0, _options.optionsProblem)(given);
    if (expiresAtMs <= nowMs) return end('expired', 'expired', 'no time is left for Xiaomi to deliver it');
    if (problem !== undefined) return end('refused', 'bad-options', problem);
    const click = content.click ?? settings.click;
    const ext = extOf(content.ext, click);
    if (ext !== undefined && Buffer.byteLength(ext) > MAX_PAYLOAD_BYTES) {
        return end('refused', 'ext-too-long', `ext has more than ${MAX_PAYLOAD_BYTES} bytes, and it is never cut`);
    }
    const options = (0, _said.said)(given);
    const way = (0, _options.wayOf)(settings, options, content.class);
    if (!way.ok) return end('refused', way.code, way.detail);
    const words = {
        title: shown(content.title, _template.DEFAULT_TITLE),
        text: shown(content.text, _template.DEFAULT_TEXT)
    };
    const template = (0, _template.templateOf)(settings, options, words, way.isPublic);
    if (!template.ok) return end('refused', template.code, template.detail);
    const callback = callbackOf(receiptUrl, settings);
    const message = {
        title: (0, _truncate.truncate)(words.title, MAX_TITLE),
        description: (0, _truncate.truncate)(words.text, MAX_DESCRIPTION),
        ...ext !== undefined && {
            payload: ext
        },
        restricted_package_name: settings.packageName,
        pass_through: 0,
        notify_type: (0, _sound.soundOf)(content.sound).kind === 'silent' ? 0 : -1,
        notify_id: (0, _notifyid.notifyIdOf)(messageKey),
        time_to_live: lifeOf(expiresAtMs - nowMs, way),
        extra: {
            ...clickExtra(click),
            jobkey: jobKeyOf(messageKey),
            channel_id: way.channelId,
            ...template.extra,
            ...foregroundExtra(options),
            ...ext !== undefined && fitsExtra(ext) && {
                ext
            },
            ...receiptExtra(callback, messageKey)
        }
    };
    const isCallbackLeftOut = callback === undefined && receiptUrl !== undefined;
    return {
        ok: true,
        message,
        notes: [
            ...template.notes,
            ...notesOf(delivery, ext),
            ...isCallbackLeftOut ? [
                'receipts not asked for: Xiaomi calls back over http only'
            ] : []
        ]
    };
}
const lifeOf = (leftMs, { isPrivate })=>Math.min(leftMs, isPrivate ? MAX_PRIVATE_TTL_MS : MAX_TTL_MS);
/** "Only http, https is not supported" (pId 1559): an address that Xiaomi does not take must not cost the push. */ const callbackOf = (receiptUrl, { receiptsOverHttps })=>receiptUrl !== undefined && (receiptsOverHttps === true || /^http:/i.test(receiptUrl)) ? receiptUrl : undefined;
/** A phone shows only the first message of a job key: at most 20 of [0-9A-Za-z_-], not beginning with "_". */ const jobKeyOf = (messageKey)=>`m${messageKey.slice(0, 19)}`;
const end = (state, code, detail)=>({
        ok: false,
        state,
        code,
        detail
    });
/** A page of the web gets no custom content: there is no app to read it. */ const extOf = (ext, click)=>click.action === 'open-url' || ext === '' ? undefined : ext;
const fitsExtra = (ext)=>'ext'.length + ext.length < MAX_EXTRAS;
/** Xiaomi refuses blanks; a push without words still has to ring. */ const shown = (text, otherwise)=>text?.trim() ? text : otherwise;
/** Without an effect the message is a "custom notification", which Xiaomi switched off on 2024-09-30. */ function clickExtra(click) {
    switch(click.action){
        case 'open-app':
            return {
                notify_effect: '1'
            };
        case 'open-page':
            return {
                notify_effect: '2',
                intent_uri: click.page
            };
        case 'open-url':
            return {
                notify_effect: '3',
                web_uri: click.url
            };
    }
}
const foregroundExtra = ({ notifyForeground })=>notifyForeground === undefined ? {} : {
        notify_foreground: notifyForeground ? '1' : '0'
    };
const receiptExtra = (callback, messageKey)=>callback ? {
        callback,
        'callback.param': messageKey,
        'callback.type': RECEIPTS
    } : {};
function notesOf({ content }, ext) {
    return [
        ...(0, _sound.soundOf)(content.sound).kind === 'file' ? [
            'sound left out: on Xiaomi the channel decides'
        ] : [],
        ...content.badge ? [
            'badge left out: Xiaomi has none'
        ] : [],
        ...content.ext && ext === undefined ? [
            'ext left out: the click opens a web page'
        ] : [],
        ...ext !== undefined && !fitsExtra(ext) ? [
            `ext only as payload: longer than ${MAX_EXTRAS} characters`
        ] : [],
        ...(content.title?.length ?? 0) > MAX_TITLE ? [
            `title cut to ${MAX_TITLE} characters`
        ] : [],
        ...(content.text?.length ?? 0) > MAX_DESCRIPTION ? [
            `text cut to ${MAX_DESCRIPTION} characters`
        ] : []
    ];
}
