// What a tap does, and how our custom content gets to the app that it opens.
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
    get clickActionOf () {
        return clickActionOf;
    },
    get extOf () {
        return extOf;
    },
    get mayOpen () {
        return mayOpen;
    }
});
const extOf = (ext, click)=>click.action === 'open-url' || ext === '' ? undefined : ext;
const mayOpen = (click)=>click.action !== 'open-url' || click.url.toLowerCase().startsWith('https://');
function clickActionOf(click, ext) {
    switch(click.action){
        case 'open-app':
            return {
                type: 3
            };
        case 'open-page':
            return {
                type: 1,
                intent: withExtra(click.page, ext)
            };
        case 'open-url':
            return mayOpen(click) ? {
                type: 2,
                url: click.url
            } : {
                type: 3
            };
    }
}
/** The last extra of a name wins, so ours stands in front of ";end". */ const withExtra = (intent, ext)=>ext === undefined ? intent : intent.replace(/;end$/, ()=>`;S.ext=${encodeURIComponent(ext.toWellFormed())};end`);
