// What Huawei refuses in a push for Android (v1, v2), one rule each, in the order in which it looks. Limits are stated here anew.
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
    get ANDROID_RULES () {
        return ANDROID_RULES;
    },
    get between () {
        return between;
    },
    get firstOf () {
        return firstOf;
    },
    get forbiddenWords () {
        return forbiddenWords;
    },
    get illegal () {
        return illegal;
    },
    get oneOf () {
        return oneOf;
    },
    get readable () {
        return readable;
    },
    get receiptProblem () {
        return receiptProblem;
    },
    get refuse () {
        return refuse;
    },
    get shaped () {
        return shaped;
    },
    get tokenCount () {
        return tokenCount;
    },
    get tooLong () {
        return tooLong;
    }
});
const _typebox = require("@sinclair/typebox");
const _compiler = require("@sinclair/typebox/compiler");
const _fakemessage = require("./fake-message");
const _faketopics = require("./fake-topics");
const MAX_BYTES = 4096;
const MAX_TTL_SECONDS = 1_296_000;
const refuse = (code, msg)=>({
        code,
        msg
    });
const illegal = (tip)=>refuse('80100003', `Illegal payload, ${tip}`);
function firstOf(rules, call, tenant) {
    for (const rule of rules){
        const problem = rule(call, tenant);
        if (problem !== undefined) return problem;
    }
    return undefined;
}
function shaped(path, schema) {
    const check = _compiler.TypeCompiler.Compile(schema);
    return ({ body })=>{
        const found = path.reduce(_fakemessage.objectIn, body);
        if (found === undefined || check.Check(found)) return undefined;
        return illegal(`${path.join('.')}${check.Errors(found).First()?.path ?? ''}`.replaceAll('/', '.'));
    };
}
const optional = (fields)=>_typebox.Type.Partial(_typebox.Type.Object(fields), {
        additionalProperties: true
    });
const text = _typebox.Type.String();
const flag = _typebox.Type.Boolean();
const secure = _typebox.Type.String({
    pattern: '^https://[^/\\s]'
});
const between = (minimum, maximum)=>_typebox.Type.Integer({
        minimum,
        maximum
    });
const oneOf = (...values)=>_typebox.Type.Union(values.map((value)=>_typebox.Type.Literal(value)));
const readable = ({ body })=>body === undefined ? illegal('not JSON') : undefined;
/** One client in production names all three and leaves two of them empty; that Huawei takes it is an assumption. */ const isNamed = (value)=>value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
/** A misspelt `message` looks to Huawei like a push for nobody. */ const targets = ({ body, read: { tokens } })=>{
    const message = (0, _fakemessage.objectIn)(body, 'message') ?? {};
    const kinds = [
        'token',
        'topic',
        'condition'
    ].filter((kind)=>isNamed(message[kind]));
    if (kinds.length > 1) return refuse('80100001', 'only one of token, topic, condition');
    const condition = (0, _fakemessage.textIn)(message, 'condition');
    if (condition && (0, _faketopics.conditionOf)(condition) === undefined) {
        return refuse('80100001', 'illegal condition');
    }
    if (kinds.length === 1 && kinds[0] !== 'token') return undefined;
    return tokenCount(tokens, 1000);
};
const tokenCount = (tokens, max)=>tokens.length < 1 || tokens.length > max ? refuse('80300010', `token count should within 1 and ${max}`) : undefined;
const service = ({ isOldPush })=>isOldPush === false ? refuse('80100001', 'UnSupported svc') : undefined;
const size = ({ body })=>{
    return tooLong({
        ...body,
        message: {
            ...(0, _fakemessage.objectIn)(body, 'message'),
            token: []
        }
    });
};
const tooLong = (body)=>Buffer.byteLength(JSON.stringify(body)) > MAX_BYTES ? refuse('80300008', 'Push message size is too long') : undefined;
const lifetime = ({ body })=>{
    const ttl = (0, _fakemessage.objectIn)((0, _fakemessage.objectIn)(body, 'message'), 'android')?.['ttl'];
    if (ttl === undefined) return undefined;
    const seconds = typeof ttl === 'string' ? (0, _fakemessage.secondsIn)(ttl) : undefined;
    if (seconds === undefined || seconds > MAX_TTL_SECONDS) return refuse('80100001', 'illegal ttl');
    return seconds <= 0 ? refuse('80100004', 'Illegal expire time') : undefined;
};
const collapse = ({ body })=>{
    const key = (0, _fakemessage.objectIn)((0, _fakemessage.objectIn)(body, 'message'), 'android')?.['collapse_key'] ?? -1;
    const isFine = Number.isInteger(key) && Number(key) >= -1 && Number(key) <= 100;
    return isFine ? undefined : refuse('80100013', 'Collapse key is illegal');
};
const urgency = ({ body }, { mayBeUrgent = false })=>(0, _fakemessage.objectIn)((0, _fakemessage.objectIn)(body, 'message'), 'android')?.['urgency'] === 'HIGH' && !mayBeUrgent ? refuse('80300011', 'No permission to send high level message') : undefined;
const forbiddenWords = ({ read: { title, text: words } }, { forbiddenWords: forbidden = [] })=>forbidden.some((word)=>title.includes(word) || words.includes(word)) ? refuse('80100016', 'Anti-Spam: word is forbidden in [CONTENT]') : undefined;
const receipt = ({ body }, tenant)=>receiptProblem((0, _fakemessage.textIn)((0, _fakemessage.objectIn)((0, _fakemessage.objectIn)(body, 'message'), 'android'), 'receipt_id'), tenant);
const receiptProblem = (id, { receiptIds })=>id === undefined || receiptIds === undefined || receiptIds.includes(id) ? undefined : refuse('80300013', 'Receipt address is illegal or its certificate has expired');
const words = shaped([
    'message'
], optional({
    data: text,
    topic: text,
    condition: text
}));
const android = shaped([
    'message',
    'android'
], optional({
    bi_tag: text,
    category: text,
    urgency: oneOf('HIGH', 'NORMAL'),
    target_user_type: oneOf(0, 1),
    fast_app_target: oneOf(1, 2),
    data: text
}));
const pressed = (action, more)=>_typebox.Type.Object({
        name: _typebox.Type.String({
            minLength: 1,
            maxLength: 40
        }),
        action_type: _typebox.Type.Literal(action),
        data: _typebox.Type.Optional(_typebox.Type.String({
            maxLength: 1024
        })),
        ...more
    });
/** Home, a page, a web page, clear, share. */ const Button = _typebox.Type.Union([
    pressed(0, {}),
    pressed(1, {
        intent_type: oneOf(0, 1),
        intent: _typebox.Type.String({
            minLength: 1
        })
    }),
    pressed(2, {
        intent: secure
    }),
    pressed(3, {}),
    pressed(4, {
        data: _typebox.Type.String({
            minLength: 1,
            maxLength: 1024
        })
    })
]);
const part = _typebox.Type.Number({
    minimum: 0,
    maximum: 1
});
const Light = _typebox.Type.Object({
    color: _typebox.Type.Object({
        alpha: part,
        red: part,
        green: part,
        blue: part
    }),
    light_on_duration: text,
    light_off_duration: text
});
const notification = shaped([
    'message',
    'android',
    'notification'
], optional({
    title: text,
    body: text,
    click_action: _typebox.Type.Object({}, {
        additionalProperties: true
    }),
    color: _typebox.Type.String({
        pattern: '^#[0-9A-Fa-f]{6}$'
    }),
    icon: _typebox.Type.String({
        pattern: '^/raw/.'
    }),
    sound: _typebox.Type.String({
        pattern: '^/raw/.'
    }),
    default_sound: flag,
    notify_id: between(-1, 2_147_483_647),
    channel_id: text,
    importance: oneOf('LOW', 'NORMAL', 'HIGH'),
    style: oneOf(0, 1, 3),
    inbox_content: _typebox.Type.Array(_typebox.Type.String({
        maxLength: 1024
    }), {
        maxItems: 5
    }),
    image: secure,
    buttons: _typebox.Type.Array(Button, {
        maxItems: 3
    }),
    vibrate_config: _typebox.Type.Array(_typebox.Type.String({
        pattern: '^[0-9]{1,2}([.][0-9]{1,9})?[sS]?$'
    }), {
        maxItems: 10
    }),
    body_loc_args: _typebox.Type.Array(text),
    title_loc_args: _typebox.Type.Array(text),
    light_settings: Light,
    when: _typebox.Type.String({
        pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d([.]\\d{1,9})?Z$'
    }),
    visibility: oneOf('VISIBILITY_UNSPECIFIED', 'PUBLIC', 'SECRET', 'PRIVATE'),
    profile_id: _typebox.Type.String({
        maxLength: 64
    }),
    foreground_show: flag,
    use_default_vibrate: flag,
    use_default_light: flag
}));
const badge = shaped([
    'message',
    'android',
    'notification',
    'badge'
], _typebox.Type.Intersect([
    _typebox.Type.Object({
        class: _typebox.Type.String({
            minLength: 1
        })
    }),
    optional({
        add_num: between(1, 99),
        set_num: between(0, 99)
    })
]));
/** A notification has words and something to do on a tap; a data message has data. */ const complete = ({ body, read })=>{
    const message = (0, _fakemessage.objectIn)(body, 'message');
    const shown = (0, _fakemessage.objectIn)((0, _fakemessage.objectIn)(message, 'android'), 'notification');
    if (!read.isShown) {
        const hasData = typeof ((0, _fakemessage.textIn)((0, _fakemessage.objectIn)(message, 'android'), 'data') ?? message?.['data']) === 'string';
        const isElsewhere = [
            'apns',
            'webpush'
        ].some((platform)=>(0, _fakemessage.objectIn)(message, platform) !== undefined);
        return hasData || isElsewhere ? undefined : illegal('neither notification nor data');
    }
    if (read.title.trim() === '' || read.text.trim() === '') return illegal('title and body needed');
    if (shown === undefined) return undefined;
    if (!isClickFine((0, _fakemessage.objectIn)(shown, 'click_action'))) return illegal('click_action');
    const isKeyless = [
        'title',
        'body'
    ].some((name)=>shown[`${name}_loc_args`] && !shown[`${name}_loc_key`]);
    return isKeyless ? illegal('args without their loc_key') : styleProblem(shown);
};
function isClickFine(click) {
    switch(click?.['type']){
        case 1:
            return typeof (click['intent'] ?? click['action']) === 'string';
        case 2:
            return /^https:\/\/[^/\s]/.test((0, _fakemessage.textIn)(click, 'url') ?? '');
        case 3:
            return true;
        case 4:
            return /^https:\/\/[^/\s]/.test((0, _fakemessage.textIn)(click, 'rich_resource') ?? '');
        default:
            return false;
    }
}
function styleProblem({ style, big_title: title, big_body: words, inbox_content: lines }) {
    if (style === 1 && (!title || !words)) return illegal('big_title and big_body needed');
    return style === 3 && lines === undefined ? illegal('inbox_content needed') : undefined;
}
const ANDROID_RULES = [
    service,
    readable,
    targets,
    size,
    lifetime,
    collapse,
    words,
    android,
    urgency,
    notification,
    badge,
    complete,
    forbiddenWords,
    receipt
];
