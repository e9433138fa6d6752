// Puts the parts around the phones together: the hands that hold them, the gateway that speaks for them, and the news of the platform.
import type { FakeHost } from '@offline-push/vendor-fakes';
import { PhonesApi } from './api/api.controller';
import { Live } from './live/live.steps';
import { Messages } from './news/messages.steps';
import { PlatformNews } from './news/news.worker';
import { Play } from './news/play.steps';
import { Hands } from './phones/hands.steps';
import { KeptPhones } from './phones/kept.steps';
import { LastPush } from './phones/last-push.steps';
import { Matches } from './phones/matches';
import { SandboxPhones } from './phones/phones.steps';
import type { PhoneState } from './phones/state';
import { Gateway } from './publishing/gateway.steps';
import type { Wire } from './publishing/wire.steps';
import type { SandboxOptions } from './vendor-sandbox.config';

const NOWHERE = { brokers: [], doors: {}, tokenExpression: '' };

export interface Stage {
  readonly api: PhonesApi;
  close(): Promise<void>;
}

/** Without a wire the phones have nobody to talk to. */
export function openStage(host: FakeHost, options: SandboxOptions, wire: Wire | undefined): Stage {
  const { reach = NOWHERE, phonesFile, maySkipAhead = false } = options;
  const live = new Live();
  const all = new Map<string, PhoneState>();
  const hands = new Hands(host, all, { live, lastPush: new LastPush(host), matches: new Matches() });
  const gateway = wire && new Gateway(wire.publisher, reach);
  const kept = new KeptPhones(phonesFile);
  const phones = new SandboxPhones(all, { host, live, hands, kept, gateway, maySkipAhead });
  const messages = new Messages(all, live, gateway);
  const news = wire && gateway && new PlatformNews(wire, { phones: all, live, hands, messages, gateway });
  news?.start();
  const about = () => ({
    hasKafka: gateway !== undefined,
    isUpToDate: news?.isUpToDate ?? false,
    maySkipAhead,
    brokers: [...reach.brokers],
    weather: host.fakes.map(({ vendor }) => ({ vendor, ...host.weatherOf(vendor)?.at(Date.now()) })),
  });
  const play = new Play(phones, messages, live, host);
  const api = new PhonesApi({ phones, messages, play, live, host, gateway, about });
  const close = async (): Promise<void> => {
    messages.close();
    live.close();
    await news?.close();
    await wire?.close();
  };
  return { api, close };
}
