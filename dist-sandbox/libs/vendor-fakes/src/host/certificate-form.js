// A certificate as an operator saves it, as far as its vendor's console would hold something of it.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
