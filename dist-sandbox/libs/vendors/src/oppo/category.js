// OPPO's categories and the two classes they belong to. The class decides everything: quotas of the day, banner, lock screen, sound.
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
    get BulkCategory () {
        return BulkCategory;
    },
    get Category () {
        return Category;
    },
    get DEFAULT_BULK_CATEGORY () {
        return DEFAULT_BULK_CATEGORY;
    },
    get DEFAULT_CATEGORY () {
        return DEFAULT_CATEGORY;
    },
    get classOf () {
        return classOf;
    }
});
const _contracts = require("../../../contracts/src");
const SERVICE = [
    'IM',
    'ACCOUNT',
    'TODO',
    'DEVICE_REMINDER',
    'ORDER',
    'SUBSCRIPTION'
];
const MARKETING = [
    'NEWS',
    'CONTENT',
    'MARKETING',
    'SOCIAL'
];
const categoryThat = (says)=>(0, _contracts.oneOf)([
        ...SERVICE,
        ...MARKETING
    ], says);
const Category = categoryThat('Category, as granted to the app in the console. Absent: IM. NEWS, CONTENT, MARKETING and SOCIAL are content and marketing: two a day and phone.');
const BulkCategory = (0, _contracts.oneOf)([
    ...SERVICE.filter((name)=>name !== 'IM'),
    ...MARKETING
], 'Category of messages of class bulk, as granted to the app in the console; never IM. Absent: MARKETING.');
const DEFAULT_BULK_CATEGORY = 'MARKETING';
const DEFAULT_CATEGORY = 'IM';
const classOf = (category)=>MARKETING.some((name)=>name === category) ? 'marketing' : 'service';
