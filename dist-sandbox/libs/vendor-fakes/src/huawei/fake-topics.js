// Topics of an app (v1): who has subscribed to what, and whom a condition over topics means.
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
    get Topics () {
        return Topics;
    },
    get conditionOf () {
        return conditionOf;
    }
});
const MAX_TOPICS = 2000;
const MAX_TOKENS = 1000;
const MAX_TOPICS_OF_CONDITION = 5;
/** Beyond so many of one topic those who came first are forgotten. */ const MAX_SUBSCRIBERS = 10_000;
let Topics = class Topics {
    /** By topic, then by token: the day on which it came. */ subscribers = new Map();
    /** The code of what is wrong. Undefined: nothing. */ problemOf(topic, tokens) {
        if (typeof topic !== 'string' || !/^[\p{L}\p{N}\-_.~%]{1,900}$/u.test(topic)) return '82000007';
        if (!Array.isArray(tokens) || tokens.length === 0 || tokens.length > MAX_TOKENS) return '82000008';
        return !this.subscribers.has(topic) && this.subscribers.size >= MAX_TOPICS ? '82000009' : undefined;
    }
    subscribe(topic, token, nowMs) {
        const known = this.subscribers.get(topic) ?? new Map();
        known.set(token, new Date(nowMs).toISOString().slice(0, 10));
        const oldest = known.keys().next().value;
        if (known.size > MAX_SUBSCRIBERS && oldest !== undefined) known.delete(oldest);
        this.subscribers.set(topic, known);
    }
    unsubscribe(topic, token) {
        const known = this.subscribers.get(topic);
        known?.delete(token);
        if (known?.size === 0) this.subscribers.delete(topic);
    }
    listOf(token) {
        return [
            ...this.subscribers
        ].flatMap(([name, tokens])=>{
            const addDate = tokens.get(token);
            return addDate === undefined ? [] : [
                {
                    name,
                    addDate
                }
            ];
        });
    }
    /** Whom a message for a topic or a condition reaches. */ meantBy({ topic, condition }) {
        if (typeof topic === 'string' && topic !== '') return [
            ...this.subscribers.get(topic)?.keys() ?? []
        ];
        const test = typeof condition === 'string' ? conditionOf(condition) : undefined;
        if (test === undefined) return [];
        const everybody = new Set([
            ...this.subscribers.values()
        ].flatMap((tokens)=>[
                ...tokens.keys()
            ]));
        return [
            ...everybody
        ].filter((token)=>test(new Set(this.listOf(token).map(({ name })=>name))));
    }
};
function conditionOf(text) {
    const words = text.match(/'[^']*'\s+in\s+topics|&&|\|\||\S/g) ?? [];
    if (words.filter((word)=>word.startsWith("'")).length > MAX_TOPICS_OF_CONDITION) return undefined;
    let at = 0;
    const next = (word)=>words[at] === word && ++at > 0;
    const one = ()=>{
        if (next('!')) return not(one());
        if (next('(')) {
            const inner = any();
            if (!next(')')) throw new SyntaxError(') is missing');
            return inner;
        }
        const name = /^'([^']*)'\s/.exec(words[at++] ?? '')?.[1];
        if (name === undefined) throw new SyntaxError('a topic is missing');
        return (topics)=>topics.has(name);
    };
    const all = ()=>{
        const parts = [
            one()
        ];
        while(next('&&'))parts.push(one());
        return (topics)=>parts.every((part)=>part(topics));
    };
    const any = ()=>{
        const parts = [
            all()
        ];
        while(next('||'))parts.push(all());
        return (topics)=>parts.some((part)=>part(topics));
    };
    try {
        const test = any();
        return at === words.length ? test : undefined;
    } catch  {
        return undefined;
    }
}
const not = (test)=>(topics)=>!test(topics);
