// What OPPO refuses in one notification, one rule each, in the order of the sheet's section 11. Limits are stated here anew, not imported
// from the adapter: a fake that shares a number with what it judges cannot find it wrong.
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
    get addressCodeOf () {
        return addressCodeOf;
    },
    get codeOf () {
        return codeOf;
    },
    get isMalformed () {
        return isMalformed;
    },
    get isMarketing () {
        return isMarketing;
    },
    get isTimed () {
        return isTimed;
    },
    get isUninstalled () {
        return isUninstalled;
    }
});
const _fakerequest = require("./fake-request");
const refuse = (code, isBroken)=>(fields, tenant)=>isBroken(fields, tenant) ? code : undefined;
const SERVICE = [
    'IM',
    'ACCOUNT',
    'TODO',
    'DEVICE_REMINDER',
    'ORDER',
    'SUBSCRIPTION'
];
const CATEGORIES = [
    ...SERVICE,
    'NEWS',
    'CONTENT',
    'MARKETING',
    'SOCIAL'
];
const isAbsent = (value)=>value === undefined || value === null || value === '';
/** Every character counts one, emoji too. */ const isLonger = (value, limit)=>[
        ...(0, _fakerequest.text)(value)
    ].length > limit;
const isInteger = (value)=>isAbsent(value) || (0, _fakerequest.integer)(value) !== undefined;
/** A number that is not there is one that OPPO sets. */ const isOneOf = (value, allowed)=>isAbsent(value) || allowed.includes((0, _fakerequest.integer)(value) ?? NaN);
const isCount = (value)=>isAbsent(value) || ((0, _fakerequest.integer)(value) ?? -1) >= 0;
const isMarketing = ({ category })=>!SERVICE.includes((0, _fakerequest.text)(category));
function isBrokenClick(fields) {
    const { click_action_type: type, click_action_activity: activity, click_action_url: url } = fields;
    if (!isOneOf(type, [
        0,
        1,
        2,
        4,
        5
    ]) || isLonger(activity, 500) || isLonger(url, 2000)) return true;
    const kind = (0, _fakerequest.integer)(type) ?? 0;
    if (kind === 1 || kind === 4) return isAbsent(activity);
    return (kind === 2 || kind === 5) && isAbsent(url);
}
function isBrokenParameters({ action_parameters: parameters }) {
    if (isAbsent(parameters)) return false;
    return typeof parameters !== 'string' || parameters.length > 4000 || !(0, _fakerequest.isObject)((0, _fakerequest.parse)(parameters));
}
/** An object of texts, in a saved notification as JSON. */ function isBrokenTemplateText(value) {
    if (isAbsent(value)) return false;
    const parameters = typeof value === 'string' ? (0, _fakerequest.parse)(value) : value;
    return !(0, _fakerequest.isObject)(parameters) || !Object.values(parameters).every((part)=>typeof part === 'string');
}
const templateNamed = (id, templates)=>{
    if (Array.isArray(templates)) return templates.includes(id) ? {
        title: [],
        content: []
    } : undefined;
    return Object.hasOwn(templates, id) ? templates[id] : undefined;
};
/** "template_parameters no …": a variable of the template has no value. The code is not known; this is as likely as any. */ function lacksVariables(fields, { templates }) {
    const id = (0, _fakerequest.text)(fields['private_msg_template_id']);
    const declared = id === '' || templates === undefined ? undefined : templateNamed(id, templates);
    if (declared === undefined) return false;
    const lacks = (names, given)=>{
        const values = typeof given === 'string' ? (0, _fakerequest.parse)(given) : given;
        return names.some((name)=>!(0, _fakerequest.isObject)(values) || (0, _fakerequest.text)(values[name]).trim() === '');
    };
    return lacks(declared.title, fields['private_title_parameters']) || lacks(declared.content, fields['private_content_parameters']);
}
const isBrokenCategory = ({ category }, { categories = CATEGORIES })=>!isAbsent(category) && !(CATEGORIES.includes((0, _fakerequest.text)(category)) && categories.includes((0, _fakerequest.text)(category)));
const isBrokenLevel = ({ category, notify_level: level }, tenant)=>!isAbsent(level) && (isAbsent(category) || !isOneOf(level, tenant.mayAlertStrongly === true ? [
        1,
        2,
        16
    ] : [
        1,
        2
    ]));
const RULES = [
    refuse(40, ({ title, content })=>(0, _fakerequest.text)(title) === '' || (0, _fakerequest.text)(content) === ''),
    refuse(41, ({ title, content })=>isLonger(title, 50) || isLonger(content, 200)),
    refuse(41, ({ sub_title })=>isLonger(sub_title, 10)),
    refuse(41, ({ style })=>!isOneOf(style, [
            1,
            2,
            3,
            4
        ])),
    refuse(40, ({ style, big_picture_id })=>(0, _fakerequest.integer)(style) === 3 && isAbsent(big_picture_id)),
    refuse(41, isBrokenClick),
    refuse(41, isBrokenParameters),
    refuse(41, ({ off_line_ttl, notify_id })=>!isCount(off_line_ttl) || !isInteger(notify_id)),
    refuse(41, ({ off_line })=>!isAbsent(off_line) && ![
            'true',
            'false'
        ].includes((0, _fakerequest.text)(off_line))),
    refuse(41, ({ call_back_url: url })=>!isAbsent(url) && (!/^https?:\/\/\S+$/.test((0, _fakerequest.text)(url)) || isLonger(url, 200))),
    refuse(41, ({ call_back_parameter })=>isLonger(call_back_parameter, 100)),
    refuse(41, ({ push_time_type: type })=>!isOneOf(type, [
            0,
            1
        ])),
    refuse(40, ({ push_time_type: type, push_start_time: at })=>(0, _fakerequest.integer)(type) === 1 && isAbsent(at)),
    refuse(41, ({ show_time_type: type })=>!isOneOf(type, [
            0,
            1
        ])),
    refuse(40, ({ show_time_type: type, show_start_time: from, show_end_time: to })=>(0, _fakerequest.integer)(type) === 1 && (isAbsent(from) || isAbsent(to))),
    refuse(41, ({ network_type, show_ttl })=>!isOneOf(network_type, [
            0,
            1
        ]) || !isCount(show_ttl)),
    refuse(41, ({ badge_operation_type: type, badge_message_count: count })=>!isOneOf(type, [
            0,
            1
        ]) || !isCount(count)),
    refuse(67, isBrokenCategory),
    refuse(67, isBrokenLevel),
    refuse(54, ({ category, private_msg_template_id: id }, { needsTemplate })=>needsTemplate === true && category === 'IM' && isAbsent(id)),
    refuse(41, ({ private_msg_template_id: id }, { templates })=>!isAbsent(id) && templates !== undefined && templateNamed((0, _fakerequest.text)(id), templates) === undefined),
    refuse(41, ({ private_title_parameters: title, private_content_parameters: content })=>isBrokenTemplateText(title) || isBrokenTemplateText(content)),
    refuse(41, lacksVariables)
];
function codeOf(fields, tenant) {
    for (const rule of RULES){
        const code = rule(fields, tenant);
        if (code !== undefined) return code;
    }
    return undefined;
}
function addressCodeOf({ targetType, targets, fields }) {
    if (targetType === undefined || targets.length === 0) return 40;
    const isForMany = (0, _fakerequest.integer)(fields['style']) === 3 || isTrue(fields['fix_speed']) || isTimed(fields);
    return ![
        2,
        5
    ].includes(targetType) || isForMany ? 41 : undefined;
}
const isTimed = ({ push_time_type: type })=>(0, _fakerequest.integer)(type) === 1;
const isTrue = (value)=>[
        'true',
        '1'
    ].includes((0, _fakerequest.text)(value));
/** The vendor's own form: 32 hex digits behind a region, or 24 alone (sheet 1). */ const REGISTRATION_ID = /^(?:(?:(?:[0-9A-Za-z]{2,10}_)?(?:[A-Z]{2}|EUEX)_)?[0-9a-fA-F]{32}|[0-9a-fA-F]{24})$/;
/** Words with a hyphen, as tests and demos have them: no real registration ID has one. */ const TEST_WORDS = /^[A-Za-z0-9]+-[A-Za-z0-9_-]+$/;
const isMalformed = (registrationId)=>/^(?:malformed|dead)[-_]/.test(registrationId) || !(REGISTRATION_ID.test(registrationId) || TEST_WORDS.test(registrationId));
const isUninstalled = (registrationId)=>/^gone[-_]/.test(registrationId);
