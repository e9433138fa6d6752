// What the cases of the diagnosis work with: phones, certificates and messages of their own, and the doors that others use.
import type { MessageSent, SessionChanged } from '@offline-push/contracts';
import { type Phone, type Stage, tokenOf } from '@offline-push/platform';
import { newFakes } from '@offline-push/vendor-fakes';

/** A case: what it breaks, and what the diagnosis must say of it. */
export interface Broken {
  number: number;
  what: string;
  /** In the name of its user. */
  word: string;
  evidence: RegExp;
  /** Absent: nothing fails, and the check itself says unknown. */
  who: string;
  isUnknown?: true;
  /** Of a user, without a message. */
  isNow?: true;
  breaks(scene: Scene, user: string): Promise<unknown>;
}

export class Scene {
  constructor(readonly stage: Stage) {}

  /** A phone whose token begins with a word that its vendor's fake knows. */
  phone(
    user: string,
    { vendor = 'xiaomi', word = 'ok', platform = 'android' as SessionChanged['platform'] } = {},
  ): Phone {
    return { ...this.stage.phoneOf(user), platform, token: tokenOf(vendor, `${word}-${user}`) };
  }

  certificateOf(vendor: string): number {
    return this.stage.tenant.certificates[vendor] ?? 0;
  }

  /** One of its own, so that its lane is nobody else's. */
  async certificate(vendor: string, more: { isWrong?: true; isLater?: true } = {}): Promise<number> {
    const sample = newFakes().find((fake) => fake.vendor === vendor)!.sample;
    const credential = more.isWrong ? sample.wrongCredential : sample.credential;
    const body = { vendor, name: 'of a case', settings: sample.settings, credential };
    const now = more.isLater ? {} : { effective: 'now' };
    const path = '/v1/apps/demo/certificates';
    return (await this.stage.platform.api.post<{ id: number }>('certificates', path, { ...body, ...now })).id;
  }

  async killed(
    user: string,
    how: Parameters<Scene['phone']>[1] = {},
    certificateId?: number,
  ): Promise<Phone> {
    const phone = this.phone(user, how);
    await this.stage.killed(phone, certificateId ?? this.certificateOf(how.vendor ?? 'xiaomi'));
    return phone;
  }

  async says(
    { user, device, session }: Phone,
    more: Pick<SessionChanged, 'change'> & Partial<SessionChanged>,
  ): Promise<void> {
    const body = { user, device, session, platform: 'android' as const, ...more };
    await this.stage.platform.api.post('presence', '/v1/apps/demo/sessions:change', body, 'service');
  }

  async wantsNoPush({ user, device, session }: Phone): Promise<void> {
    const body = { user, device, session, binding: null };
    await this.stage.platform.api.post('device-bindings', '/v1/apps/demo/bindings', body, 'service');
  }

  /** The one message of a case. Resolves when the ledger has its end or its stop. */
  async sends(user: string, message: Partial<MessageSent> = {}): Promise<string> {
    await this.publishes(user, message);
    return this.stage.fateOf(messageOf(user), user);
  }

  publishes(user: string, message: Partial<MessageSent> = {}): Promise<void> {
    return this.stage.sends(messageOf(user), [user], message);
  }

  async pauses(certificateId: number): Promise<void> {
    const { apiUrl } = this.stage.platform.programs.dispatch;
    const answer = await fetch(`${apiUrl}/v1/apps/demo/lanes/${certificateId}/pause`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.stage.platform.key('operator')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ because: 'the vendor asked us to wait' }),
      signal: AbortSignal.timeout(30_000),
    });
    if (!answer.ok) throw new Error(`pause: ${answer.status} ${await answer.text()}`);
  }
}

export const messageOf = (user: string): string => `m-${user}`;
