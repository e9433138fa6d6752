// What this vendor's fake and its specs take of the production code. Services never import this.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
