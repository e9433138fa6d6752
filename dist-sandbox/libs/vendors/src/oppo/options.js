// What one message may say about OPPO, and how it wins over the certificate.
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
    get OppoOptions () {
        return OppoOptions;
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
const _template = require("../shared/template");
const _category = require("./category");
const _credential = require("./credential");
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
const parametersOf = (what)=>_typebox.Type.Record(_typebox.Type.String({
        pattern: _template.VARIABLE
    }), _typebox.Type.String({
        maxLength: 500
    }), {
        maxProperties: 20,
        additionalProperties: false,
        description: `Variable of the template's ${what} → text, at most 20 of 500 characters.`
    });
const OppoOptions = _typebox.Type.Object({
    channelId: orEmpty(_credential.ChannelId),
    category: orEmpty(_category.Category),
    notifyLevel: orEmpty(_credential.NotifyLevel),
    templateId: orEmpty(_credential.TemplateId),
    titleParameters: orEmpty(parametersOf('title')),
    contentParameters: orEmpty(parametersOf('content')),
    style: orEmpty(_credential.Style)
}, {
    additionalProperties: false
});
const check = _compiler.TypeCompiler.Compile(OppoOptions);
function optionsProblem(options) {
    if (check.Check(options)) return undefined;
    const first = check.Errors(options).First();
    const rule = first?.schema.description ?? first?.message ?? 'not well formed';
    return `push.vendors.oppo${first?.path ?? ''}: ${rule}`;
}
function kindOf(settings, options, priority) {
    const isBulk = priority === 'bulk';
    const usual = settings.category ?? _category.DEFAULT_CATEGORY;
    const category = options.category || (isBulk ? settings.bulkCategory ?? _category.DEFAULT_BULK_CATEGORY : usual);
    const notifyLevel = options.notifyLevel || (isBulk ? undefined : settings.notifyLevel);
    const isService = (0, _category.classOf)(category) === 'service';
    const certified = isBulk ? settings.bulkTemplate : settings.template;
    const templateId = isService ? options.templateId || certified?.id : undefined;
    return {
        class: (0, _category.classOf)(category),
        category,
        notifyLevel,
        templateId,
        certified,
        isUsual: category === usual && notifyLevel === settings.notifyLevel && templateId === ((0, _category.classOf)(usual) === 'service' ? settings.template?.id : undefined),
        isUsualClass: (0, _category.classOf)(category) === (0, _category.classOf)(usual)
    };
}
