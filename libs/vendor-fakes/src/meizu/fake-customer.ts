// A customer of the fake Meizu with all that is counted for it, and what becomes of one phone of a push.
import { Rate } from '../host/rate';
import { isDeadToken } from '../host/tricks';
import { Counts } from './fake-counts';
import { Devices } from './fake-devices';
import type { Form } from './fake-form';
import { numberIn, type ReadMessage } from './fake-message';
import { Statistics } from './fake-statistics';
import type { MeizuTenant } from './fake-tenant';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;
/** Phones that a push to all reaches beside those that subscribed to anything. */
const MAX_MET = 10_000;

export class Customer {
  readonly devices = new Devices();
  readonly statistics = new Statistics();
  private readonly byMinute = new Counts(MINUTE_MS);
  private readonly byDay = new Counts(DAY_MS, CHINA_MS);
  private readonly met = new Set<string>();
  private rate: Rate;

  constructor(readonly tenant: MeizuTenant) {
    this.rate = rateOf(tenant);
  }

  forget(): void {
    this.byMinute.clear();
    this.byDay.clear();
    this.devices.clear();
    this.statistics.clear();
    this.met.clear();
    this.rate = rateOf(this.tenant);
  }

  meet(phone: string): void {
    if (this.met.size < MAX_MET) this.met.add(phone);
  }

  everybody(): string[] {
    return [...new Set([...this.devices.all(), ...this.met])];
  }

  mayAsk(nowMs: number): boolean {
    return this.rate.mayPass(nowMs);
  }

  hasPushesLeft(targets: number, nowMs: number): boolean {
    const { pushesPerDay = Infinity } = this.tenant;
    return this.byDay.up('app', nowMs, targets) <= pushesPerDay;
  }

  owns(form: Form): boolean {
    const { packageNames } = this.tenant;
    const named = (form.get('restrictedPackageNames') ?? '').split(',').filter(Boolean);
    return named.length <= 50 && named.every((name) => packageNames?.includes(name) ?? true);
  }

  /** Not subscribed, or all its phones are switched off. */
  private isAliasSilent(alias: string): boolean {
    const phones = this.devices.phonesOfAlias(alias);
    if (phones === undefined) return isDeadToken(alias) || alias.startsWith('off-');
    return phones.every((phone) => this.devices.isOff(phone));
  }

  /** Phones that a target stands for. An alias that nobody subscribed to is a phone of that name, so that a test needs no devices. */
  phonesOf(target: string, isAlias: boolean): string[] {
    return isAlias ? (this.devices.phonesOfAlias(target) ?? [target]) : [target];
  }

  /** "code501-…", "unknown-…", "dead-…" and "off-…" say themselves what comes of them. Undefined: it rings. */
  codeFor(
    target: string,
    isAlias: boolean,
    { noticeBarInfo }: ReadMessage,
    nowMs: number,
  ): string | undefined {
    const { perPhoneAndMinute = 5, publicPerPhoneAndDay = 3 } = this.tenant;
    const asked = /^code(\d{3,6})-/.exec(target)?.[1];
    if (asked !== undefined) return asked;
    if (isAlias && this.isAliasSilent(target)) return '110005';
    if (target.startsWith('unknown-')) return '110003';
    if (isDeadToken(target)) return '110002';
    if (target.startsWith('off-') || this.devices.isOff(target)) return '110010';
    if (this.byMinute.up(target, nowMs) > perPhoneAndMinute) return '520';
    const isPublic = numberIn(noticeBarInfo, 'noticeMsgType', 0) === 0;
    return isPublic && this.byDay.up(`phone ${target}`, nowMs) > publicPerPhoneAndDay ? '110011' : undefined;
  }
}

const rateOf = ({ requestsPerSecond = 200 }: MeizuTenant): Rate => new Rate(requestsPerSecond);
