// Our push → Honor's message, cut to Honor's limits. One content gives one message, whatever the number of phones.
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
const _click = require("./click");
const _options = require("./options");
/** In UTF-16 units, the dots included (semantics 3.4; Honor's own text names no limit). */ const MAX_TITLE = 50;
const MAX_TEXT = 400;
/** "4096 without tokens" (sheet, 5). In bytes of UTF-8. */ const MAX_MESSAGE_BYTES = 4096;
/** 15 days (sheet, 3). */ const MAX_TTL_SECONDS = 1_296_000;
const MAX_BADGE = 99;
const DEFAULT_TITLE = 'a new message';
const DEFAULT_TEXT = 'You have a new message';
/**
 * How much of a message is said, the fullest first: the first that fits goes out. `isTwice` says title, text and ext in both places where
 * Honor looks for them; then each is said once, then the text gets shorter. Ext is never cut.
 */ const FORMS = [
    {
        isTwice: true,
        maxText: MAX_TEXT
    },
    {
        isTwice: false,
        maxText: MAX_TEXT
    },
    {
        isTwice: false,
        maxText: 200
    },
    {
        isTwice: false,
        maxText: 100
    },
    {
        isTwice: false,
        maxText: 50
    }
];
function compose(delivery, settings, nowMs) {
    const { content } = delivery;
    const options = content.vendors?.['honor'] ?? {};
    const problem = (0, _options.optionsProblem)(options);
    const ttlSeconds = Math.min(Math.floor((delivery.expiresAtMs - nowMs) / 1000), MAX_TTL_SECONDS);
    if (ttlSeconds < 1) return end('expired', 'expired', 'less than a second is left, the least Honor can keep it');
    if (problem !== undefined) return end('refused', 'bad-options', problem);
    const click = content.click ?? settings.click;
    const draft = {
        delivery,
        settings,
        choices: (0, _options.choicesOf)(content, settings, options),
        click,
        ext: (0, _click.extOf)(content.ext, click),
        ttlSeconds
    };
    for (const { isTwice, maxText } of FORMS){
        const message = messageOf(draft, isTwice, maxText);
        if (bytesOf(message) <= MAX_MESSAGE_BYTES) return {
            ok: true,
            message,
            notes: notesOf(draft, maxText)
        };
    }
    return end('refused', 'ext-too-long', `with its ext it has more than ${MAX_MESSAGE_BYTES} bytes; ext is never cut`);
}
const bytesOf = (message)=>Buffer.byteLength(JSON.stringify(message));
const end = (state, code, detail)=>({
        ok: false,
        state,
        code,
        detail
    });
/** A push without words still has to ring. */ const shown = (text, otherwise)=>text?.trim() ? text : otherwise;
function messageOf(draft, isTwice, maxText) {
    const { delivery, settings, choices, click, ext, ttlSeconds } = draft;
    const { content, messageKey } = delivery;
    const title = (0, _truncate.truncate)(shown(content.title, DEFAULT_TITLE), MAX_TITLE);
    const body = (0, _truncate.truncate)(shown(content.text, DEFAULT_TEXT), maxText);
    const isInIntent = click.action === 'open-page';
    return {
        ...ext !== undefined && (isTwice || !isInIntent) && {
            data: JSON.stringify({
                ext
            })
        },
        ...isTwice && {
            notification: {
                title,
                body
            }
        },
        android: {
            ttl: `${ttlSeconds}s`,
            biTag: messageKey,
            ...choices.isTest && {
                targetUserType: 1
            },
            notification: {
                title,
                body,
                clickAction: (0, _click.clickActionOf)(click, ext),
                importance: choices.importance,
                ...imageOf(choices),
                ...choices.isBigText && {
                    style: 1,
                    bigTitle: title,
                    bigBody: body
                },
                ...badgeOf(content.badge, settings.badgeClass),
                ...choices.tag === undefined ? {
                    notifyId: (0, _notifyid.notifyIdOf)(messageKey)
                } : {
                    tag: choices.tag
                },
                ...choices.group !== undefined && {
                    group: choices.group
                }
            }
        }
    };
}
/** Honor shows pictures to service and communication messages only. */ const imageOf = ({ image, importance })=>image !== undefined && importance === 'NORMAL' ? {
        image
    } : {};
/** Set wins over add. Neither: one more, where the certificate knows the launcher's activity (semantics 3.1). */ function badgeOf({ set, add } = {}, badgeClass) {
    const count = badgeClass === undefined ? add : add ?? 1;
    if (set === undefined && count === undefined) return {};
    const number = set === undefined ? {
        addNum: count ?? 1
    } : {
        setNum: Math.min(set, MAX_BADGE)
    };
    return {
        badge: {
            ...number,
            ...badgeClass !== undefined && {
                badgeClass
            }
        }
    };
}
function soundNotes(said, importance) {
    const { kind } = (0, _sound.soundOf)(said);
    if (kind === 'file') return [
        'sound left out: Honor plays its own'
    ];
    return kind === 'silent' && importance === 'NORMAL' ? [
        'silence left out: at Honor only messages of importance LOW are silent'
    ] : [];
}
function notesOf({ delivery: { content }, choices, click, ext }, maxText) {
    const { title = '', text = '', badge } = content;
    return [
        ...soundNotes(content.sound, choices.importance),
        ...choices.image !== undefined && choices.importance === 'LOW' ? [
            'image left out: Honor shows none with importance LOW'
        ] : [],
        ...!(0, _click.mayOpen)(click) ? [
            'URL left out, the click opens the app: Honor opens https only'
        ] : [],
        ...content.ext && ext === undefined ? [
            'ext left out: a click on a URL carries none'
        ] : [],
        ...(badge?.set ?? 0) > MAX_BADGE ? [
            `badge set to ${MAX_BADGE}, the most Honor shows`
        ] : [],
        ...title.length > MAX_TITLE ? [
            `title cut to ${MAX_TITLE} characters`
        ] : [],
        ...text.length > maxText ? [
            `text cut to ${maxText} characters`
        ] : []
    ];
}
