// How languages print a word of ours that is an enum's constant to them: LOGGED_OUT (Java), LoggedOut (.NET), loggedOut. Pure.
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
    get spellingsOf () {
        return spellingsOf;
    },
    get wordSpelt () {
        return wordSpelt;
    }
});
function spellingsOf(word) {
    const snake = word.replaceAll('-', '_');
    const camel = word.replace(/-(.)/g, (_, letter)=>letter.toUpperCase());
    const pascal = camel.charAt(0).toUpperCase() + camel.slice(1);
    return [
        ...new Set([
            word,
            snake,
            word.toUpperCase(),
            snake.toUpperCase(),
            camel,
            pascal
        ])
    ];
}
const wordsOf = new WeakMap();
function wordSpelt(spelling, set) {
    let words = wordsOf.get(set);
    if (words === undefined) wordsOf.set(set, words = readIn(set));
    return words.get(spelling);
}
const readIn = (set)=>new Map((set['anyOf'] ?? []).map((one)=>String(one['const'])).flatMap((word)=>spellingsOf(word).map((spelling)=>[
                spelling,
                word
            ])));
