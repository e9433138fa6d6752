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
    get MAX_CONTENT () {
        return MAX_CONTENT;
    },
    get MAX_TITLE () {
        return MAX_TITLE;
    },
    get templateOf () {
        return templateOf;
    }
});
const _template = require("../shared/template");
const MAX_TITLE = 50;
const MAX_CONTENT = {
    1: 50,
    2: 128
};
const DEFAULT_TITLE = 'a new message';
const DEFAULT_TEXT = 'You have a new message';
const refused = (rule)=>({
        ok: false,
        code: 'bad-options',
        detail: `push.vendors.oppo/${rule}`
    });
function templateOf({ templateId, certified, class: messageClass }, options, words, style) {
    const own = {
        title: options.titleParameters || undefined,
        content: options.contentParameters || undefined
    };
    if (templateId === undefined) {
        return {
            ok: true,
            fields: {},
            notes: leftOut(options, messageClass)
        };
    }
    if (templateId !== certified?.id) {
        return own.title === undefined && own.content === undefined ? refused('titleParameters: belong to a templateId of its own, or contentParameters; {} if it has no variables') : {
            ok: true,
            fields: fieldsOf(templateId, own.title, own.content),
            notes: []
        };
    }
    const { titleParameters, contentParameters } = certified;
    if (hasMore(own.title, titleParameters)) return refused("titleParameters: has a variable that the certificate's template lacks");
    if (hasMore(own.content, contentParameters)) return refused("contentParameters: has a variable that the certificate's template lacks");
    const otherwise = {
        title: DEFAULT_TITLE,
        text: DEFAULT_TEXT
    };
    const title = (0, _template.fill)(titleParameters, words, {
        maxLength: MAX_TITLE,
        otherwise
    });
    const content = (0, _template.fill)(contentParameters, words, {
        maxLength: MAX_CONTENT[style],
        otherwise
    });
    return {
        ok: true,
        fields: fieldsOf(templateId, {
            ...title.values,
            ...own.title
        }, {
            ...content.values,
            ...own.content
        }),
        notes: [
            ...new Set([
                ...title.notes,
                ...content.notes
            ])
        ]
    };
}
const hasMore = (own, declared)=>Object.keys(own ?? {}).some((name)=>!Object.hasOwn(declared, name));
const fieldsOf = (id, title, content)=>({
        private_msg_template_id: id,
        ...title !== undefined && Object.keys(title).length > 0 && {
            private_title_parameters: title
        },
        ...content !== undefined && Object.keys(content).length > 0 && {
            private_content_parameters: content
        }
    });
function leftOut(options, messageClass) {
    const { templateId, titleParameters, contentParameters } = options;
    if (templateId && messageClass === 'marketing') return [
        'template left out: only service categories have one'
    ];
    return titleParameters || contentParameters ? [
        'template parameters left out: there is no template'
    ] : [];
}
