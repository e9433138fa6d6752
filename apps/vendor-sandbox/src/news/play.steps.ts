// What one button does: the demo (kill, send, click), and the reset to phones as they were made.
import type { FakeHost } from '@offline-push/vendor-fakes';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../api/problem';
import type { Live } from '../live/live.steps';
import type { SandboxPhones } from '../phones/phones.steps';
import type { PhoneState } from '../phones/state';
import type { Messages } from './messages.steps';

const LOOK_EVERY_MS = 50;
/** From the message to the screen. */
const SHOWN_WITHIN_MS = 15_000;

export class Play {
  constructor(
    private readonly phones: SandboxPhones,
    private readonly messages: Messages,
    private readonly live: Live,
    private readonly host: FakeHost,
  ) {}

  /** The first phone whose app may die; the answer comes when its notification was tapped. */
  async demo(app?: string): Promise<{ phone: string; messageId: string; eventToPhoneMs?: number }> {
    const phone = this.phonesOf(app).find(({ hasNetwork, allowsNotifications }) => hasNetwork && allowsNotifications); // prettier-ignore
    if (phone === undefined)
      throw new Problem(409, 'no-phone', 'There is no phone with network and notifications.');
    if (!phone.isLoggedIn) await this.phones.act(phone.id, { do: 'log-in' });
    if (phone.process === 'killed') await this.phones.act(phone.id, { do: 'open' });
    await this.phones.act(phone.id, { do: 'kill' });
    const text = 'Are you coming tonight?';
    const { messageId } = await this.messages.send({ app: phone.app, from: 'alice', to: [phone.user], text, title: 'Alice' }); // prettier-ignore
    const shown = await this.shownOn(phone, messageId);
    await this.phones.act(phone.id, { do: 'click', notification: shown.id });
    const { eventToPhoneMs } = shown;
    return { phone: phone.id, messageId, ...(eventToPhoneMs !== undefined && { eventToPhoneMs }) };
  }

  /** Good weather, empty screens, and every phone with network, notifications and its app in front. */
  async reset(app?: string): Promise<void> {
    const nowMs = Date.now();
    for (const { vendor } of this.host.fakes) this.host.weatherOf(vendor)?.become({ is: 'ok' }, nowMs);
    for (const phone of this.phonesOf(app)) {
      Object.assign(phone, {
        allowsNotifications: true,
        tray: [],
        held: [],
        inbox: [],
        missed: [],
        badge: 0,
      });
      if (!phone.hasNetwork) await this.phones.act(phone.id, { do: 'network-on' });
      await this.phones.act(phone.id, phone.isLoggedIn ? { do: 'open' } : { do: 'log-in' });
    }
    this.live.forget();
    this.live.happened({ is: 'reset' });
  }

  /** Absent: of all apps. */
  private phonesOf(app: string | undefined): PhoneState[] {
    return [...this.phones.all.values()].filter((phone) => app === undefined || phone.app === app);
  }

  private async shownOn(phone: PhoneState, messageId: string) {
    const deadlineMs = Date.now() + SHOWN_WITHIN_MS;
    for (;;) {
      const shown = phone.tray.find((one) => one.messageId === messageId);
      if (shown !== undefined) return shown;
      if (Date.now() > deadlineMs)
        throw new Problem(504, 'not-shown', `Nothing came within ${SHOWN_WITHIN_MS / 1000} s: ask for the diagnosis of message ${messageId}.`); // prettier-ignore
      await sleep(LOOK_EVERY_MS);
    }
  }
}
