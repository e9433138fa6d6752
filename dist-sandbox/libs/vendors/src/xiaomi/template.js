// The template of one message and what fills its variables: the certificate's mapping, and over it what the message says itself.
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
    get DEFAULT_TEXT () {
        return DEFAULT_TEXT;
    },
    get DEFAULT_TITLE () {
        return DEFAULT_TITLE;
    },
    get templateOf () {
        return templateOf;
    }
});
const _template = require("../shared/template");
const _credential = require("./credential");
const DEFAULT_TITLE = 'a new message';
const DEFAULT_TEXT = 'You have a new message';
const refused = (detail)=>({
        ok: false,
        code: 'bad-options',
        detail
    });
function templateOf(settings, options, words, isPublic) {
    const certified = isPublic ? undefined : settings.template;
    const id = options.templateId ?? certified?.id;
    const own = options.templateParam;
    if (id === undefined) {
        return {
            ok: true,
            extra: {},
            notes: own === undefined ? [] : [
                'template variables left out: there is no template'
            ]
        };
    }
    if (id !== certified?.id) {
        return own === undefined ? refused('push.vendors.xiaomi/templateParam: belongs to a templateId of its own; {} if it has no variables') : templated(id, own, []);
    }
    const unknown = Object.keys(own ?? {}).some((name)=>!Object.hasOwn(certified.parameters, name));
    if (unknown) return refused("push.vendors.xiaomi/templateParam: has a variable that the certificate's template lacks");
    const { values, notes } = (0, _template.fill)(certified.parameters, words, {
        maxLength: _credential.MAX_VALUE,
        clean: withoutSymbols,
        otherwise: {
            title: DEFAULT_TITLE,
            text: DEFAULT_TEXT
        }
    });
    return templated(id, {
        ...values,
        ...own
    }, own === undefined ? notes : []);
}
const templated = (id, values, notes)=>({
        ok: true,
        extra: {
            template_id: id,
            template_param: JSON.stringify(values)
        },
        notes
    });
const CLUSTERS = new Intl.Segmenter('en', {
    granularity: 'grapheme'
});
/** Emoji, "other symbols" and code points without a meaning: a variable that has one is refused (pId 2314). */ const REFUSED = /[\p{So}\p{Cn}\p{Cs}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u20e3]/u;
/** Whole clusters go, so that no joiner of a family stays behind. */ function withoutSymbols(words) {
    if (!REFUSED.test(words)) return words;
    const kept = [
        ...CLUSTERS.segment(words)
    ].filter(({ segment })=>!REFUSED.test(segment));
    return kept.map(({ segment })=>segment).join('').replace(/\s{2,}/g, ' ').trim();
}
