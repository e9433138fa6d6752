// FCM and Google's token endpoint, imitated: knows projects and their service accounts, looks in the sheet's order, rings phones.
// Tokens choose: "dead-…", "foreign-…", "malformed-…", "apple-…" and what all fakes know.
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
    get FcmFake () {
        return FcmFake;
    },
    get newFake () {
        return newFake;
    }
});
const _value = require("@sinclair/typebox/value");
const _phones = require("../host/phones");
const _fakeaccounts = require("./fake-accounts");
const _fakeanswers = require("./fake-answers");
const _fakequota = require("./fake-quota");
const _fakerequest = require("./fake-request");
const _fakerules = require("./fake-rules");
const _faketenant = require("./fake-tenant");
const _sample = require("./sample");
/** Google's clients know its hosts by heart: pointed here by name, they put no prefix in front. */ const OWN_PATHS = /^\/(?:token|oauth2\/v4\/token|v1\/projects\/[^/]+\/messages:send)$/;
let FcmFake = class FcmFake {
    vendor = 'fcm';
    phones = new _phones.Phones();
    sample = _sample.sample;
    ownPaths = OWN_PATHS;
    accounts = new _fakeaccounts.Accounts();
    /** By id and by number. */ projects = new Map();
    messages = 0;
    admit(tenant) {
        if (!_value.Value.Check(_faketenant.FcmTenant, tenant)) {
            const first = _value.Value.Errors(_faketenant.FcmTenant, tenant).First();
            return `${first?.path ?? ''}: ${first?.message ?? 'not a tenant'}`;
        }
        const problem = this.accounts.admit(tenant);
        if (problem !== undefined) return problem;
        const project = {
            tenant,
            quota: new _fakequota.Quota(tenant)
        };
        this.projects.set(tenant.projectId, project);
        if (tenant.projectNumber !== undefined) this.projects.set(tenant.projectNumber, project);
        return undefined;
    }
    read(request) {
        return (0, _fakerequest.readRequest)(request);
    }
    answer(call, nowMs) {
        if (call.kind === 'login') return this.accounts.login(call.form, call.host, nowMs);
        const project = this.projects.get(call.projectId);
        if (call.kind === 'unknown' || project === undefined) return (0, _fakeanswers.notFound)();
        return this.forbids(call, project, nowMs) ?? this.take(call, project, nowMs);
    }
    refuse(code) {
        return code === undefined ? (0, _fakeanswers.quotaExceeded)('project', 'as the test wants it', 1) : (0, _fakeanswers.fcmError)(code, 'as the test wants it');
    }
    fault(status) {
        return (0, _fakeanswers.faultOf)(status);
    }
    forget() {
        this.phones.clear();
        for (const project of this.projects.values())project.quota = new _fakequota.Quota(project.tenant);
    }
    /** As when the account's key is revoked: what was given is good no more. */ expireAccessTokens() {
        this.accounts.expireAll();
    }
    forbids(call, { tenant }, nowMs) {
        if (call.credential === undefined) return (0, _fakeanswers.unauthenticated)('CREDENTIALS_MISSING');
        const holder = this.accounts.holderOf(call.credential, nowMs);
        if (holder === undefined) return (0, _fakeanswers.unauthenticated)('ACCESS_TOKEN_EXPIRED');
        if (tenant.apiEnabled === false) {
            return (0, _fakeanswers.permissionDenied)('SERVICE_DISABLED', `Firebase Cloud Messaging API has not been used in project ${tenant.projectId} before or it is disabled.`);
        }
        const isMember = tenant.serviceAccounts.some(({ clientEmail })=>clientEmail === holder.clientEmail);
        return isMember && holder.maySend ? undefined : (0, _fakeanswers.permissionDenied)('IAM_PERMISSION_DENIED', "Permission 'cloudmessaging.messages.create' denied on resource.");
    }
    take({ message, screen, violations, isDry }, { tenant, quota }, nowMs) {
        if (message === undefined) return quota.counted((0, _fakeanswers.badRequest)(violations), nowMs);
        const refusal = (0, _fakerules.refusalOf)(message, tenant);
        if (refusal !== undefined) return quota.counted(refusal, nowMs);
        const phone = (0, _fakerequest.phoneOf)(message);
        const overRate = quota.take((0, _fakerequest.isAndroid)(phone) ? phone : '', nowMs);
        if (overRate !== undefined) return overRate;
        if (!isDry && phone !== '' && screen !== undefined) this.ring(phone, screen, nowMs);
        return (0, _fakeanswers.accepted)(tenant.projectId, !isDry, nowMs);
    }
    /** The same tag replaces and alerts again; without one every message is an entry of its own. */ ring(phone, { title, text, tag, click, ext, contentHash }, nowMs) {
        if (title === '' && text === '') return;
        this.phones.ring(phone, {
            notifyId: tag || `message-${++this.messages}`,
            title,
            text,
            ...ext !== undefined && {
                ext
            },
            click,
            contentHash,
            atMs: nowMs
        });
    }
};
const newFake = ()=>new FcmFake();
