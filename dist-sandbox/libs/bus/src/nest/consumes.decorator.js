// `@Consumes(topic, flow)`: marks a method as the handler of a topic. The only place that speaks Nest's EventPattern.
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
    get Consumes () {
        return Consumes;
    },
    get HandlerCall () {
        return HandlerCall;
    }
});
const _microservices = require("@nestjs/microservices");
let HandlerCall = class HandlerCall {
    batch;
    constructor(batch){
        this.batch = batch;
    }
};
function Consumes(topic, flow, mentioning) {
    return (target, name, descriptor)=>{
        const handle = descriptor.value;
        if (handle === undefined) throw new TypeError(`@Consumes(${topic.name}) belongs on a method`);
        descriptor.value = catching(handle);
        const consumption = {
            topic,
            flow,
            mentioning
        };
        (0, _microservices.EventPattern)(patternOf(topic.name, flow.group), consumption)(target, name, descriptor);
    };
}
/** One topic may be read by several flows of a service: the pattern names both. */ const patternOf = (topic, group)=>`${topic} by ${group}`;
/** Called by Nest, it answers with a value; called by anyone else, the method is as it was written. */ const catching = (handle)=>async function(batch) {
        if (!(batch instanceof HandlerCall)) return handle.call(this, batch);
        try {
            const rejections = await handle.call(this, batch.batch) ?? [];
            return {
                ok: true,
                rejections
            };
        } catch (error) {
            return {
                ok: false,
                error
            };
        }
    };
