"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "Tagged", {
    enumerable: true,
    get: function() {
        return Tagged;
    }
});
// Who carries which tag, for the fakes of vendors that have tags, and whom an expression over tags means.
const MAX_TAGS = 10_000;
/** Of one tag; the oldest go. */ const MAX_MEMBERS = 10_000;
let Tagged = class Tagged {
    members = new Map();
    join(tag, phones) {
        const members = this.members.get(tag) ?? new Set();
        this.members.set(tag, members);
        dropOldest(this.members, MAX_TAGS);
        for (const phone of phones){
            members.add(phone);
            dropOldest(members, MAX_MEMBERS);
        }
    }
    leave(tag, phones) {
        for (const phone of phones)this.members.get(tag)?.delete(phone);
    }
    rename(from, to) {
        const members = this.members.get(from);
        this.members.delete(from);
        if (members !== undefined) this.members.set(to, members);
    }
    tagsOf(phone) {
        return [
            ...this.members
        ].filter(([, members])=>members.has(phone)).map(([tag])=>tag);
    }
    /** One of `any`, all of `all` and none of `none`. Who only lacks tags is meant by nobody. */ meantBy({ any, all, none }) {
        const candidates = [
            ...any,
            ...all
        ].flatMap((tag)=>[
                ...this.members.get(tag) ?? []
            ]);
        const has = (phone)=>(tag)=>this.members.get(tag)?.has(phone) === true;
        return [
            ...new Set(candidates)
        ].filter((phone)=>(any.length === 0 || any.some(has(phone))) && all.every(has(phone)) && !none.some(has(phone)));
    }
};
function dropOldest(kept, most) {
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
}
