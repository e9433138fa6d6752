// Our push → Apple's JSON, cut to Apple's one limit of bytes. A notification and a call carry the same words.
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
const _direction = require("../shared/direction");
const _said = require("../shared/said");
const _fit = require("./fit");
const _options = require("./options");
/** Of the body as sent, UTF-8 (sheet, 3 "Body"). In bytes. */ const MAX_BODY_BYTES = 4_096;
const MAX_VOIP_BODY_BYTES = 5_120;
const DEFAULT_TITLE = 'a new message';
const DEFAULT_TEXT = 'You have a new message';
function compose({ content, expiresAtMs }, settings, hasVoip, nowMs) {
    const given = content.vendors?.['apns'];
    if (expiresAtMs <= nowMs) return end('expired', 'expired', 'no time is left for APNs to deliver it');
    const problem = given === undefined ? undefined : (0, _options.optionsProblem)(given);
    if (problem !== undefined) return end('refused', 'bad-options', problem);
    const options = given === undefined ? {} : (0, _said.said)(given);
    const isCall = options.voip === true && hasVoip;
    const limit = isCall ? MAX_VOIP_BODY_BYTES : MAX_BODY_BYTES;
    const fitted = (0, _fit.fit)(payloadOf(content, settings, options), limit);
    if (fitted === undefined) {
        return end('refused', 'ext-too-long', `ext leaves no room for a text in ${limit} bytes, and it is never cut`);
    }
    const notes = [
        ...notesOf(content, settings, options, hasVoip),
        ...fitted.cuts.map((what)=>`${what} cut: APNs takes ${limit} bytes in all`)
    ];
    return {
        ok: true,
        body: fitted.body,
        isCall,
        collapseId: options.collapseId || undefined,
        notes
    };
}
const end = (state, code, detail)=>({
        ok: false,
        state,
        code,
        detail
    });
function payloadOf(content, settings, options) {
    const { sound, category, interruptionLevel, isMutable } = (0, _options.mannerOf)(settings, options, content.sound);
    return {
        aps: {
            alert: {
                title: worded(options.title || content.title, DEFAULT_TITLE),
                ...options.subtitle && {
                    subtitle: (0, _direction.balanced)(options.subtitle.toWellFormed())
                },
                body: worded(content.text, DEFAULT_TEXT)
            },
            ...content.badge?.set !== undefined && {
                badge: content.badge.set
            },
            ...sound !== 'none' && {
                sound: sound.toWellFormed()
            },
            ...options.threadId && {
                'thread-id': options.threadId
            },
            ...category && {
                category
            },
            ...isMutable && {
                'mutable-content': 1
            },
            ...options.contentAvailable === true && {
                'content-available': 1
            },
            ...options.targetContentId && {
                'target-content-id': options.targetContentId
            },
            ...interruptionLevel && {
                'interruption-level': interruptionLevel
            },
            ...options.relevanceScore !== undefined && {
                'relevance-score': options.relevanceScore
            }
        },
        ...tapOf(content.ext, content.click ?? settings.click),
        ...options.image && {
            image: options.image
        }
    };
}
/** A push without words still has to ring. */ const worded = (text, otherwise)=>(0, _direction.balanced)((text?.trim() ? text : otherwise).toWellFormed());
/** APNs knows no click: the app reads beside `aps` what to open. A page of the web gets no custom content. */ function tapOf(ext, click) {
    if (click.action === 'open-url') return {
        url: click.url
    };
    return {
        ...ext && {
            ext: ext.toWellFormed()
        },
        ...click.action === 'open-page' && {
            page: click.page
        }
    };
}
function notesOf(content, settings, options, hasVoip) {
    const click = content.click ?? settings.click;
    const { set, add } = content.badge ?? {};
    return [
        ...options.voip === true && !hasVoip ? [
            'voip left out: the phone has reported no PushKit token, a notification is sent instead'
        ] : [],
        ...set === undefined && add !== undefined ? [
            'badge left out: APNs cannot add to it'
        ] : [],
        ...content.ext && click.action === 'open-url' ? [
            'ext left out: the click opens a web page'
        ] : []
    ];
}
