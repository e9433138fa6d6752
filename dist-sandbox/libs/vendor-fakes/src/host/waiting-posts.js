// Receipts of a fake that wait for whoever posts them, oldest first. The oldest go when nobody does.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "WaitingPosts", {
    enumerable: true,
    get: function() {
        return WaitingPosts;
    }
});
const MAX_WAITING = 10_000;
let WaitingPosts = class WaitingPosts {
    posts = [];
    add(...posts) {
        this.posts.push(...posts);
        if (this.posts.length > 2 * MAX_WAITING) this.posts = this.posts.slice(-MAX_WAITING);
    }
    next() {
        return this.posts.shift();
    }
    clear() {
        this.posts = [];
    }
};
