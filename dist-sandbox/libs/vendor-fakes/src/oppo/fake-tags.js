// Tags of OPPO's device API, as three clients use it: names joined by ";" for one registration ID, and a broadcast for those who carry
// them. What `get_all_tags` answers is an assumption.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Tags", {
    enumerable: true,
    get: function() {
        return Tags;
    }
});
const _tagged = require("../host/tagged");
const _fakeanswers = require("./fake-answers");
const _fakerequest = require("./fake-request");
const _fakerules = require("./fake-rules");
let Tags = class Tags {
    tagged = new _tagged.Tagged();
    answer(kind, form) {
        if (kind === 'name-tag') return form.get('name') ? (0, _fakeanswers.okAnswer)({}) : (0, _fakeanswers.errorAnswer)(40);
        if (kind === 'group-tags') return form.get('group') && form.get('tags') ? (0, _fakeanswers.okAnswer)({}) : (0, _fakeanswers.errorAnswer)(40);
        const [id, tags] = [
            form.get('registration_id') ?? '',
            namesIn(form.get('tags'))
        ];
        if (id === '' || kind !== 'get-tags' && tags.length === 0) return (0, _fakeanswers.errorAnswer)(40);
        if ((0, _fakerules.isMalformed)(id)) return (0, _fakeanswers.errorAnswer)(10000);
        if (kind === 'get-tags') return (0, _fakeanswers.okAnswer)({
            tags: this.tagged.tagsOf(id).join(';')
        });
        for (const tag of tags){
            if (kind === 'subscribe-tags') this.tagged.join(tag, [
                id
            ]);
            else this.tagged.leave(tag, [
                id
            ]);
        }
        return (0, _fakeanswers.okAnswer)({});
    }
    /** `{"and":["a"],"or":[],"not":[]}`, or a name or more: then one of them is enough. */ meantBy(value) {
        const expression = (0, _fakerequest.parse)(value);
        if (!(0, _fakerequest.isObject)(expression)) return this.tagged.meantBy({
            any: namesIn(value),
            all: [],
            none: []
        });
        const [any, all, none] = [
            'or',
            'and',
            'not'
        ].map((key)=>textsIn(expression[key]));
        return this.tagged.meantBy({
            any: any ?? [],
            all: all ?? [],
            none: none ?? []
        });
    }
};
const namesIn = (joined = '')=>joined.split(';').filter(Boolean);
const textsIn = (list)=>Array.isArray(list) ? list.filter((name)=>typeof name === 'string') : [];
