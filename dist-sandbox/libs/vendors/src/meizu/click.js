// What a tap does → Meizu's `clickTypeInfo`, with the custom content where the app can find it. Type 3, handled by the client, must not be
// used any more (sheet, 0.10).
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "clickInfoOf", {
    enumerable: true,
    get: function() {
        return clickInfoOf;
    }
});
/** "Older documents: up to 1000 bytes" (sheet, 3.2). */ const MAX_URL_BYTES = 1000;
function clickInfoOf(click, ext) {
    switch(click.action){
        case 'open-app':
            return {
                ok: true,
                info: {
                    clickType: 0,
                    ...parametersOf({
                        ...ext !== undefined && {
                            ext
                        }
                    })
                }
            };
        case 'open-url':
            return urlClick(click.url);
        case 'open-page':
            return pageClick(click.page, ext);
    }
}
const parametersOf = (parameters)=>Object.keys(parameters).length > 0 ? {
        parameters
    } : {};
/** A page that is named by nothing but its class is opened by it, also if it is not exported (sheet, 8). Any other by its URI. */ function pageClick(page, ext) {
    const named = activityIn(page);
    if (named === undefined) {
        const withExt = ext === undefined ? page : withExtra(page, ext);
        return withExt === undefined ? refused('ext-impossible', 'the page is no intent URI that could carry an ext') : urlClick(withExt, ext !== undefined);
    }
    const { activity, extras } = named;
    const parameters = {
        ...extras,
        ...ext !== undefined && {
            ext
        }
    };
    return {
        ok: true,
        info: {
            clickType: 1,
            activity,
            ...parametersOf(parameters)
        }
    };
}
function urlClick(url, hasExt = false) {
    if (Buffer.byteLength(url) <= MAX_URL_BYTES) return {
        ok: true,
        info: {
            clickType: 2,
            url
        }
    };
    const most = `more than ${MAX_URL_BYTES} bytes`;
    return hasExt ? refused('ext-too-long', `the intent URI with ext has ${most}, and ext is never cut`) : refused('click-too-long', `the address of the click has ${most}`);
}
const refused = (code, detail)=>({
        ok: false,
        code,
        detail
    });
const BY_CLASS = /^intent:#Intent;(.*;)end$/s;
const CLASS_NAME = /^[A-Za-z_]\w*(\.[A-Za-z_][\w$]*)+$/;
/** Undefined: the intent says more than a class and string extras can, or something that is not understood. */ function activityIn(page) {
    const fields = (BY_CLASS.exec(page)?.[1] ?? '').split(';').filter(Boolean);
    const pairs = fields.map((field)=>field.split(/=(.*)/s, 2));
    if (!pairs.every(([name])=>/^(component|package|launchFlags|S\..+)$/.test(name))) return undefined;
    try {
        const decoded = pairs.map(([name, value = ''])=>[
                decodeURIComponent(name),
                decodeURIComponent(value)
            ]);
        const activity = classOf(decoded.find(([name])=>name === 'component')?.[1] ?? '');
        const extras = decoded.filter(([name])=>name.startsWith('S.')).map(([name, value])=>[
                name.slice(2),
                value
            ]);
        return activity === undefined ? undefined : {
            activity,
            extras: Object.fromEntries(extras)
        };
    } catch  {
        return undefined;
    }
}
/** "com.example.im/.Chat" → "com.example.im.Chat". */ function classOf(component) {
    const [packageName = '', name = ''] = component.split('/', 2);
    const full = name.startsWith('.') ? packageName + name : name;
    return CLASS_NAME.test(full) && full.length <= MAX_URL_BYTES ? full : undefined;
}
/** The intent with `ext` as a string extra, in the place of one that it may have. Undefined: it is no intent that could have one. */ function withExtra(page, ext) {
    const [, address, fields] = /^(intent:[^#]*#Intent;)(.*;)?end$/s.exec(page) ?? [];
    if (address === undefined) return undefined;
    const others = (fields ?? '').split(';').filter((field)=>field !== '' && !field.startsWith('S.ext='));
    return `${[
        address.slice(0, -1),
        ...others,
        `S.ext=${encodeURIComponent(ext)}`
    ].join(';')};end`;
}
