// What the fakes and their specs take of the shared parts. Services never import this.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "dateInChina", {
    enumerable: true,
    get: function() {
        return _chinaday.dateInChina;
    }
});
const _chinaday = require("./china-day");
