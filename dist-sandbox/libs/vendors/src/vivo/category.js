// vivo's classes and the categories inside them. The class decides everything: hours, quotas, sound.
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
    get CLASSIFICATION () {
        return CLASSIFICATION;
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
const SYSTEM = [
    'IM',
    'ACCOUNT',
    'TODO',
    'DEVICE_REMINDER',
    'ORDER',
    'SUBSCRIPTION'
];
const OPERATION = [
    'NEWS',
    'CONTENT',
    'MARKETING',
    'SOCIAL'
];
const categoryThat = (says)=>(0, _contracts.oneOf)([
        ...SYSTEM,
        ...OPERATION
    ], says);
const Category = categoryThat('Category, as approved for the app. Absent: IM. NEWS, CONTENT, MARKETING and SOCIAL are operation messages: silent, and by day only.');
const BulkCategory = (0, _contracts.oneOf)([
    ...SYSTEM.filter((name)=>name !== 'IM'),
    ...OPERATION
], 'Category of messages of class bulk, as approved for the app; never IM. Absent: MARKETING, an operation message: silent, and by day only.');
const DEFAULT_BULK_CATEGORY = 'MARKETING';
const DEFAULT_CATEGORY = 'IM';
const classOf = (category)=>OPERATION.some((name)=>name === category) ? 'operation' : 'system';
const CLASSIFICATION = {
    system: 1,
    operation: 0
};
