// Firebase Cloud Messaging, HTTP v1. How it behaves and where it surprises: README.md beside this file.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "fcm", {
    enumerable: true,
    get: function() {
        return fcm;
    }
});
const _assertion = require("./assertion");
const _catalog = require("./catalog");
const _client = require("./client");
const _plan = require("./plan");
const _probe = require("./probe");
const UNREADABLE_KEY = 'is no RSA key that can be read: enter private_key of the file as it is, with its line ends (or \\n)';
const fcm = {
    ..._catalog.catalog,
    plan: _plan.plan,
    open: (connection)=>(0, _client.open)(connection, _catalog.catalog.limits.concurrentCalls),
    probe: _probe.probe,
    hurdle: (credential)=>Promise.resolve((0, _assertion.privateKeyOf)(credential) === undefined ? {
            field: '/private_key',
            rule: UNREADABLE_KEY
        } : undefined),
    endOf: ()=>({
            what: 'service-account',
            says: "The key file names no end. Google takes it until it is deleted, or as long as the organisation's policy lets keys live."
        })
};
