// Our push → Huawei's message, cut to Huawei's limits. One content gives one message, whatever the number of phones. What differs
// between Android and HarmonyOS is in the two files beside this one.
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
const _truncate = require("../shared/truncate");
const _credential = require("./credential");
const _options = require("./options");
const _payloadandroid = require("./payload-android");
const _payloadharmony = require("./payload-harmony");
const _request = require("./request");
/** Huawei counts bytes in all and no characters; these are what a chat service in production cuts at. In UTF-16 units. */ const MAX_TITLE = 60;
const MAX_TEXT = 600;
/** The body without its tokens (sheet, 5). In bytes of UTF-8. */ const MAX_BODY_BYTES = 4096;
/** Three dots and something before them. In UTF-16 units. */ const SHORTEST_TEXT = 4;
/** 15 days (sheet, 3.1). In seconds. */ const MAX_TTL_SECONDS = 1_296_000;
const DEFAULT_TITLE = 'a new message';
const DEFAULT_TEXT = 'You have a new message';
const BULK_AS_IM = 'push.vendors.huawei/category: IM is for chats, and the message is of class bulk';
function compose(delivery, settings, nowMs) {
    const { content, messageKey, expiresAtMs } = delivery;
    const given = content.vendors?.['huawei'] ?? {};
    const problem = (0, _options.optionsProblem)(given);
    const ttlSeconds = Math.min(Math.floor((expiresAtMs - nowMs) / 1000), MAX_TTL_SECONDS);
    if (ttlSeconds < 1) return end('expired', 'expired', 'less than a second is left for Huawei to deliver it');
    if (problem !== undefined) return end('refused', 'bad-options', problem);
    if (content.class === 'bulk' && given.category === 'IM') return end('refused', 'bad-options', BULK_AS_IM);
    const draft = {
        title: (0, _truncate.truncate)(shown(content.title, DEFAULT_TITLE), MAX_TITLE),
        ext: extOf(content, settings),
        content,
        settings,
        notifyId: (0, _notifyid.notifyIdOf)(messageKey),
        messageKey,
        ttlSeconds
    };
    const made = madeWith((0, _said.said)(given), draft);
    if (made === undefined) return tooLong();
    return {
        ok: true,
        message: made.message,
        notes: [
            ...made.notes,
            ...notesOf(content, draft.ext)
        ]
    };
}
/** The text gives way first, then the lines of an inbox, which only adorn. Undefined: it is too long without both. */ function madeWith(options, draft) {
    const text = (0, _truncate.truncate)(shown(draft.content.text, DEFAULT_TEXT), MAX_TEXT);
    const made = fitted(text, (fitting)=>messageOf({
            ...draft,
            options,
            text: fitting
        }));
    if (made !== undefined || options.style !== 'inbox') return made;
    const plain = madeWith({
        ...options,
        style: 'usual'
    }, draft);
    return plain && {
        ...plain,
        notes: [
            `inbox left out: a message has at most ${MAX_BODY_BYTES} bytes`,
            ...plain.notes
        ]
    };
}
const messageOf = (ingredients)=>{
    const api = (0, _credential.apiOf)(ingredients.settings);
    return api === 'v3' ? (0, _payloadharmony.harmonyMessage)(ingredients) : (0, _payloadandroid.androidMessage)(ingredients, api);
};
const end = (state, code, detail)=>({
        ok: false,
        state,
        code,
        detail
    });
const tooLong = ()=>end('refused', 'ext-too-long', `over ${MAX_BODY_BYTES} bytes without its text; ext is never cut`);
/** The longest beginning of the text with which the whole message is not too long. Undefined: not even the shortest. */ function fitted(text, make) {
    const whole = make(text);
    if ((0, _request.bytesOf)(whole.message) <= MAX_BODY_BYTES) return whole;
    let fits;
    let [low, high] = [
        SHORTEST_TEXT,
        text.length - 1
    ];
    while(low <= high){
        const middle = Math.floor((low + high) / 2);
        const made = make((0, _truncate.truncate)(text, middle));
        if ((0, _request.bytesOf)(made.message) > MAX_BODY_BYTES) {
            high = middle - 1;
        } else {
            fits = made;
            low = middle + 1;
        }
    }
    return fits && {
        ...fits,
        notes: [
            ...fits.notes,
            `text cut: a message has at most ${MAX_BODY_BYTES} bytes`
        ]
    };
}
/** A page of the web gets no custom content: there is no app to read it. */ function extOf({ ext, click }, settings) {
    return (click ?? settings.click).action === 'open-url' || ext === '' ? undefined : ext;
}
/** Huawei refuses blanks; a push without words still has to ring. */ const shown = (text, otherwise)=>(text?.trim() ? text : otherwise).toWellFormed();
function notesOf({ title = '', text = '', ext: given }, ext) {
    return [
        ...given && ext === undefined ? [
            'ext left out: the click opens a web page'
        ] : [],
        ...title.length > MAX_TITLE ? [
            `title cut to ${MAX_TITLE} characters`
        ] : [],
        ...text.length > MAX_TEXT ? [
            `text cut to ${MAX_TEXT} characters`
        ] : []
    ];
}
