// What Huawei refuses in a push for HarmonyOS (v3), in the order in which it looks. Limits are stated here anew.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "HARMONY_RULES", {
    enumerable: true,
    get: function() {
        return HARMONY_RULES;
    }
});
const _typebox = require("@sinclair/typebox");
const _fakemessage = require("./fake-message");
const _fakerules = require("./fake-rules");
/** Push types: notification, widget, voice, background, live view, call. */ const PUSH_TYPES = [
    '0',
    '1',
    '2',
    '6',
    '7',
    '10'
];
const NOTIFICATION = '0';
const CATEGORIES = 'IM VOIP MISS_CALL SUBSCRIPTION TRAVEL HEALTH WORK ACCOUNT EXPRESS FINANCE DEVICE_REMINDER MAIL MARKETING PLAY_VOICE';
const MAX_TEST_TOKENS = 10;
/** What a payload of the other types has to have (sheet, 3.3). */ const NEEDS = {
    '1': [
        'formId',
        'version',
        'moduleName',
        'formName',
        'abilityName',
        'formData'
    ],
    '2': [
        'notification',
        'extraData'
    ],
    '6': [
        'extraData'
    ],
    '7': [
        'activityId',
        'operation'
    ],
    '10': [
        'extraData'
    ]
};
const pushType = ({ pushType: type })=>type !== undefined && PUSH_TYPES.includes(type) ? undefined : (0, _fakerules.refuse)('80100001', 'UnSupported push-type');
const targets = ({ body, pushType: type, read: { tokens } })=>{
    const isTest = (0, _fakemessage.objectIn)(body, 'pushOptions')?.['testMessage'] === true;
    const problem = (0, _fakerules.tokenCount)(tokens, type === '1' ? 1 : 1000);
    if (problem !== undefined || !isTest || tokens.length <= MAX_TEST_TOKENS) return problem;
    return (0, _fakerules.refuse)('80300030', 'When send test message, token count exceed limit');
};
const size = ({ body })=>{
    return (0, _fakerules.tooLong)({
        ...body,
        target: {
            ...(0, _fakemessage.objectIn)(body, 'target'),
            token: []
        }
    });
};
const optional = (fields)=>_typebox.Type.Partial(_typebox.Type.Object(fields), {
        additionalProperties: true
    });
const pushOptions = (0, _fakerules.shaped)([
    'pushOptions'
], optional({
    testMessage: _typebox.Type.Boolean(),
    ttl: (0, _fakerules.between)(1, 1_296_000),
    biTag: _typebox.Type.String({
        maxLength: 64
    }),
    receiptId: _typebox.Type.String(),
    collapseKey: (0, _fakerules.between)(-1, 100)
}));
const notification = (0, _fakerules.shaped)([
    'payload',
    'notification'
], _typebox.Type.Intersect([
    _typebox.Type.Object({
        category: (0, _fakerules.oneOf)(...CATEGORIES.split(' ')),
        title: _typebox.Type.String({
            pattern: '\\S'
        }),
        body: _typebox.Type.String({
            pattern: '\\S'
        }),
        clickAction: _typebox.Type.Object({
            actionType: (0, _fakerules.oneOf)(0, 1)
        })
    }),
    optional({
        image: _typebox.Type.String({
            pattern: '^https://[^/\\s]'
        }),
        style: (0, _fakerules.oneOf)(0, 1, 3),
        inboxContent: _typebox.Type.Array(_typebox.Type.String({
            maxLength: 1024
        }), {
            maxItems: 3
        }),
        notifyId: (0, _fakerules.between)(-1, 2_147_483_647),
        appMessageId: _typebox.Type.String({
            pattern: '^[A-Za-z0-9+/=_ -]{1,64}$'
        }),
        profileId: _typebox.Type.String({
            maxLength: 64
        }),
        sound: _typebox.Type.String({
            minLength: 1
        }),
        soundDuration: (0, _fakerules.between)(1, 60),
        foregroundShow: _typebox.Type.Boolean()
    })
]));
const badge = (0, _fakerules.shaped)([
    'payload',
    'notification',
    'badge'
], optional({
    addNum: (0, _fakerules.between)(1, 99),
    setNum: (0, _fakerules.between)(0, 99)
}));
const clickAction = (0, _fakerules.shaped)([
    'payload',
    'notification',
    'clickAction'
], optional({
    action: _typebox.Type.String({
        minLength: 1
    }),
    uri: _typebox.Type.String({
        minLength: 1
    }),
    data: _typebox.Type.Object({}, {
        additionalProperties: true
    })
}));
const complete = ({ body, pushType: type })=>{
    const payload = (0, _fakemessage.objectIn)(body, 'payload');
    if (payload === undefined) return (0, _fakerules.illegal)('payload needed');
    const missing = NEEDS[type ?? '']?.find((name)=>payload[name] === undefined);
    if (missing !== undefined) return (0, _fakerules.illegal)(`payload.${missing} needed`);
    if (type !== NOTIFICATION) return undefined;
    const shown = (0, _fakemessage.objectIn)(payload, 'notification');
    const click = (0, _fakemessage.objectIn)(shown, 'clickAction');
    if (shown === undefined) return (0, _fakerules.illegal)('payload.notification needed');
    if (click?.['actionType'] === 1 && !click['action'] && !click['uri']) return (0, _fakerules.illegal)('action or uri needed');
    if (shown['soundDuration'] !== undefined && shown['sound'] === undefined) return (0, _fakerules.illegal)('sound needed');
    return shown['style'] === 3 && shown['inboxContent'] === undefined ? (0, _fakerules.illegal)('inboxContent needed') : undefined;
};
const image = ({ body }, { verifiedImages })=>{
    const address = (0, _fakemessage.textIn)((0, _fakemessage.objectIn)((0, _fakemessage.objectIn)(body, 'payload'), 'notification'), 'image');
    const isFine = address === undefined || verifiedImages === undefined || verifiedImages.includes(address);
    return isFine ? undefined : (0, _fakerules.refuse)('80100022', 'Anti-Spam: image not verify');
};
const receipt = ({ body }, tenant)=>(0, _fakerules.receiptProblem)((0, _fakemessage.textIn)((0, _fakemessage.objectIn)(body, 'pushOptions'), 'receiptId'), tenant);
const HARMONY_RULES = [
    pushType,
    _fakerules.readable,
    targets,
    size,
    pushOptions,
    complete,
    notification,
    badge,
    clickAction,
    image,
    _fakerules.forbiddenWords,
    receipt
];
