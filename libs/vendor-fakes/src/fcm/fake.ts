// FCM and Google's token endpoint, imitated: knows projects and their service accounts, looks in the sheet's order, rings phones.
// Tokens choose: "dead-…", "foreign-…", "malformed-…", "apple-…" and what all fakes know.
import { Value } from '@sinclair/typebox/value';
import { Phones } from '../host/phones';
import type { FakeAnswer, FakeRequest, VendorFake } from '../host/vendor-fake';
import { Accounts } from './fake-accounts';
import {
  accepted,
  badRequest,
  fcmError,
  notFound,
  permissionDenied,
  quotaExceeded,
  unauthenticated,
  faultOf,
} from './fake-answers';
import { Quota } from './fake-quota';
import { type FcmCall, isAndroid, phoneOf, readRequest, type Screen } from './fake-request';
import { refusalOf, unregistered } from './fake-rules';
import { FcmTenant } from './fake-tenant';
import { sample } from './sample';

/** Google's clients know its hosts by heart: pointed here by name, they put no prefix in front. */
const OWN_PATHS = /^\/(?:token|oauth2\/v4\/token|v1\/projects\/[^/]+\/messages:send)$/;

interface Project {
  readonly tenant: FcmTenant;
  quota: Quota;
}

export class FcmFake implements VendorFake<FcmCall> {
  readonly vendor = 'fcm';
  readonly phones = new Phones();
  readonly sample = sample;
  readonly ownPaths = OWN_PATHS;
  private readonly accounts = new Accounts();
  /** By id and by number. */
  private readonly projects = new Map<string, Project>();
  private messages = 0;

  admit(tenant: unknown): string | undefined {
    if (!Value.Check(FcmTenant, tenant)) {
      const first = Value.Errors(FcmTenant, tenant).First();
      return `${first?.path ?? ''}: ${first?.message ?? 'not a tenant'}`;
    }
    const problem = this.accounts.admit(tenant);
    if (problem !== undefined) return problem;
    const project = { tenant, quota: new Quota(tenant) };
    this.projects.set(tenant.projectId, project);
    if (tenant.projectNumber !== undefined) this.projects.set(tenant.projectNumber, project);
    return undefined;
  }

  read(request: FakeRequest): FcmCall {
    return readRequest(request);
  }

  answer(call: FcmCall, nowMs: number): FakeAnswer {
    if (call.kind === 'login') return this.accounts.login(call.form, call.host, nowMs);
    const project = this.projects.get(call.projectId);
    if (call.kind === 'unknown' || project === undefined) return notFound();
    return this.forbids(call, project, nowMs) ?? this.take(call, project, nowMs);
  }

  refuse(code: string | undefined): FakeAnswer {
    return code === undefined
      ? quotaExceeded('project', 'as the test wants it', 1)
      : fcmError(code, 'as the test wants it');
  }

  fault(status: number): FakeAnswer {
    return faultOf(status);
  }

  forget(): void {
    this.phones.clear();
    for (const project of this.projects.values()) project.quota = new Quota(project.tenant);
  }

  /** As when the account's key is revoked: what was given is good no more. */
  expireAccessTokens(): void {
    this.accounts.expireAll();
  }

  private forbids(call: FcmCall, { tenant }: Project, nowMs: number): FakeAnswer | undefined {
    if (call.credential === undefined) return unauthenticated('CREDENTIALS_MISSING');
    const holder = this.accounts.holderOf(call.credential, nowMs);
    if (holder === undefined) return unauthenticated('ACCESS_TOKEN_EXPIRED');
    if (tenant.apiEnabled === false) {
      return permissionDenied(
        'SERVICE_DISABLED',
        `Firebase Cloud Messaging API has not been used in project ${tenant.projectId} before or it is disabled.`,
      );
    }
    const isMember = tenant.serviceAccounts.some(({ clientEmail }) => clientEmail === holder.clientEmail);
    return isMember && holder.maySend
      ? undefined
      : permissionDenied(
          'IAM_PERMISSION_DENIED',
          "Permission 'cloudmessaging.messages.create' denied on resource.",
        );
  }

  private take(
    { message, screen, violations, isDry }: FcmCall,
    { tenant, quota }: Project,
    nowMs: number,
  ): FakeAnswer {
    if (message === undefined) return quota.counted(badRequest(violations), nowMs);
    const refusal = refusalOf(message, tenant);
    if (refusal !== undefined) return quota.counted(refusal, nowMs);
    const phone = phoneOf(message);
    if (this.phones.isDead(phone)) return quota.counted(unregistered(), nowMs);
    const overRate = quota.take(isAndroid(phone) ? phone : '', nowMs);
    if (overRate !== undefined) return overRate;
    if (!isDry && phone !== '' && screen !== undefined) this.ring(phone, screen, nowMs);
    return accepted(tenant.projectId, !isDry, nowMs);
  }

  /** The same tag replaces and alerts again; without one every message is an entry of its own. */
  private ring(phone: string, { title, text, tag, click, ext, contentHash }: Screen, nowMs: number): void {
    if (title === '' && text === '') return;
    this.phones.ring(phone, {
      notifyId: tag || `message-${++this.messages}`,
      title,
      text,
      ...(ext !== undefined && { ext }),
      click,
      contentHash,
      atMs: nowMs,
    });
  }
}

export const newFake = (): FcmFake => new FcmFake();
