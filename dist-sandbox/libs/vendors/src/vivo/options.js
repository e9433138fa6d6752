// What one message may say about vivo, and how it wins over the certificate.
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
    get VivoOptions () {
        return VivoOptions;
    },
    get bulkProblem () {
        return bulkProblem;
    },
    get kindOf () {
        return kindOf;
    },
    get optionsProblem () {
        return optionsProblem;
    }
});
const _typebox = require("@sinclair/typebox");
const _compiler = require("@sinclair/typebox/compiler");
const _category = require("./category");
/** Nothing, as clients send it. It keeps what the certificate says. */ const Empty = _typebox.Type.Union([
    _typebox.Type.Literal(''),
    _typebox.Type.Null()
]);
const orEmpty = (schema)=>_typebox.Type.Optional(_typebox.Type.Union([
        schema,
        Empty
    ], {
        description: schema['description']
    }));
const oneOfNumbers = (values, description)=>_typebox.Type.Unsafe(_typebox.Type.Union(values.map((value)=>_typebox.Type.Literal(value)), {
        description
    }));
const VivoOptions = _typebox.Type.Object({
    category: orEmpty(_category.Category),
    classification: orEmpty(oneOfNumbers([
        0,
        1
    ], '0 operation, 1 system. A category beside it must belong to it; one of the certificate that does not is left out.')),
    notifyType: orEmpty(oneOfNumbers([
        1,
        2,
        3,
        4
    ], '1 silent, 2 sound, 3 vibration, 4 both. Absent: 4. Operation messages are silent anyway.')),
    notifyForeground: orEmpty(_typebox.Type.Boolean({
        description: 'false: no notification while the app is in the foreground. Absent: vivo shows it.'
    })),
    onlineOnly: orEmpty(_typebox.Type.Boolean({
        description: 'true: dropped by vivo unless the phone is online at that moment.'
    }))
}, {
    additionalProperties: false
});
const check = _compiler.TypeCompiler.Compile(VivoOptions);
function optionsProblem(options) {
    if (check.Check(options)) {
        const { category, classification } = options;
        const contradicts = category && isNumber(classification) && _category.CLASSIFICATION[(0, _category.classOf)(category)] !== classification;
        return contradicts ? 'push.vendors.vivo/category: is not of the classification beside it' : undefined;
    }
    const first = check.Errors(options).First();
    return `push.vendors.vivo${first?.path ?? ''}: ${ruleOf(first)}`;
}
const isNumber = (value)=>typeof value === 'number';
const ruleOf = (error)=>(error?.schema.description ?? error?.message ?? 'not well formed').slice(0, 150);
const NAMED = {
    0: 'operation',
    1: 'system'
};
function kindOf(settings, options, priority) {
    const usual = settings.category ?? _category.DEFAULT_CATEGORY;
    const certified = priority === 'bulk' ? settings.bulkCategory ?? _category.DEFAULT_BULK_CATEGORY : usual;
    const category = options.category || certified;
    const messageClass = isNumber(options.classification) ? NAMED[options.classification] : (0, _category.classOf)(category);
    return {
        class: messageClass,
        category: (0, _category.classOf)(category) === messageClass ? category : undefined,
        isUsualClass: messageClass === (0, _category.classOf)(usual)
    };
}
function bulkProblem({ class: messageClass, category }) {
    if (category === 'IM') return 'push.vendors.vivo/category: IM is for chats, and the message is of class bulk';
    return messageClass === 'system' && category === undefined ? 'push.vendors.vivo/classification: system needs a category for a message of class bulk, and not IM' : undefined;
}
