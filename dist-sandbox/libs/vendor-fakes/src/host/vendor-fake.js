// What every fake is: a vendor's rules behind real HTTP, without the HTTP. The host beside this file speaks HTTP, keeps the record of
// all calls and misbehaves when told to; a fake reads a request, applies the vendor's rules in the vendor's order, and rings phones.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
