// A notification for Android, by v1 and v2 (sheet, 3.1).
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "androidMessage", {
    enumerable: true,
    get: function() {
        return androidMessage;
    }
});
const _direction = require("../shared/direction");
const _sound = require("../shared/sound");
const _badge = require("./badge");
const _options = require("./options");
/** Sheet 3.4: HarmonyOS only. */ const NOT_ON_ANDROID = 'MISS_CALL';
function androidMessage(from, api) {
    const { content, settings, options, ext, ttlSeconds, messageKey } = from;
    const click = content.click ?? settings.click;
    const category = (0, _options.categoryOf)(content, settings, options);
    const android = {
        ttl: `${ttlSeconds}s`,
        bi_tag: messageKey,
        ...category !== undefined && category !== NOT_ON_ANDROID && {
            category
        },
        ...settings.receiptId !== undefined && {
            receipt_id: settings.receiptId
        },
        ...options.testMessage === true && {
            target_user_type: 1
        },
        notification: notificationOf(from, click)
    };
    // With a page the intent itself carries ext: the app finds it in the same extra of the same name.
    const data = ext !== undefined && click.action !== 'open-page' ? {
        data: JSON.stringify({
            ext
        })
    } : {};
    return {
        message: {
            api,
            message: {
                ...data,
                android
            }
        },
        notes: notesOf(from, click, category)
    };
}
function notificationOf(from, click) {
    const { title, text, content, settings, options, notifyId } = from;
    const importance = options.importance || settings.importance;
    const channel = options.channelId || settings.channelId;
    return {
        title,
        body: text,
        click_action: clickAction(click, from.ext),
        notify_id: notifyId,
        ...importance && {
            importance
        },
        ...channel && {
            channel_id: channel
        },
        ...soundFields(content.sound),
        ...badgeFields(from),
        ...options.image && {
            image: options.image
        },
        ...styleFields(from),
        ...options.foregroundShow !== undefined && {
            foreground_show: options.foregroundShow
        }
    };
}
/** A page that is not https cannot be opened; the app can. */ function clickAction(click, ext) {
    switch(click.action){
        case 'open-app':
            return {
                type: 3
            };
        case 'open-page':
            return {
                type: 1,
                intent: ext === undefined ? click.page : withExtra(click.page, ext)
            };
        case 'open-url':
            return isSecure(click.url) ? {
                type: 2,
                url: click.url
            } : {
                type: 3
            };
    }
}
const isSecure = (url)=>/^https:/i.test(url);
/** An intent URI takes string extras as `S.name=value` before its end; the last of a name wins. */ const withExtra = (page, ext)=>page.replace(/end$/, ()=>`S.ext=${encodeURIComponent(ext.toWellFormed())};end`);
/** Without these fields the phone's own sound is played. */ function soundFields(said) {
    const sound = (0, _sound.soundOf)(said);
    if (sound.kind === 'silent') return {
        default_sound: false
    };
    const resource = sound.kind === 'file' ? (0, _sound.rawResource)(sound.name) : undefined;
    return resource === undefined ? {} : {
        sound: `/raw/${resource}`,
        default_sound: false
    };
}
const isLeftOut = (said)=>{
    const sound = (0, _sound.soundOf)(said);
    return sound.kind === 'file' && (0, _sound.rawResource)(sound.name) === undefined;
};
function badgeFields({ content, settings }) {
    if (settings.badgeClass === undefined) return {};
    const badge = (0, _badge.badgeOf)(content.badge);
    const number = 'set' in badge ? {
        set_num: badge.set
    } : {
        add_num: badge.add
    };
    return {
        badge: {
            ...number,
            class: settings.badgeClass
        }
    };
}
function styleFields({ title, text, options }) {
    switch(options.style){
        case 'big-text':
            return {
                style: 1,
                big_title: title,
                big_body: text
            };
        case 'inbox':
            return {
                style: 3,
                inbox_content: options.inboxContent?.map(_direction.balanced)
            };
        default:
            return {};
    }
}
function notesOf({ content, settings, options }, click, category) {
    return [
        ...isLeftOut(content.sound) ? [
            'sound left out: not the name of a file in res/raw'
        ] : [],
        ...content.badge && settings.badgeClass === undefined ? [
            'badge left out: the certificate names no launcher activity'
        ] : [],
        ...settings.badgeClass === undefined ? [] : (0, _badge.badgeNotes)(content.badge),
        ...click.action === 'open-url' && !isSecure(click.url) ? [
            'page left out: Huawei opens https only; the tap opens the app'
        ] : [],
        ...category === NOT_ON_ANDROID ? [
            'category left out: Android has no MISS_CALL'
        ] : [],
        ...options.soundDuration ? [
            'sound duration left out: HarmonyOS only'
        ] : []
    ];
}
