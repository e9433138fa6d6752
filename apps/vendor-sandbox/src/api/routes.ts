// The routes of the phones' API: what each takes and answers. Checks and the description of the API are made of this table. Pure.
import type { TObject, TSchema } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import { NewMessage } from '../news/new-message';
import { NewPhone, Phone, PhoneAction } from '../phones/phone';
import { NewRecord } from '../publishing/published';
import {
  DemoDone,
  Examples,
  Happenings,
  HappeningsQuery,
  LiveQuery,
  MessageDone,
  Nothing,
  PhoneDone,
  PhoneList,
  PhonesQuery,
  RecordDone,
  SandboxAnswer,
  Weather,
  WeatherWish,
} from './answers';

export interface ApiRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With parts like ":phone". */
  readonly path: string;
  /** "PhonesController.list": of it the description makes names. */
  readonly handler: string;
  readonly summary: string;
  readonly details?: string;
  readonly body?: TSchema;
  readonly query?: TObject;
  readonly status?: number;
  readonly response: TSchema;
  readonly responseType?: string;
}

const LIVE = [
  'Server-sent events, each with an `id` and JSON as `data`:',
  '- `ready`: from here on all that changes is told. `isResumed`: the stream goes on behind the id that came with the request.',
  '- `phone`: a phone as it is now (`Phone`). `phone-gone`: it was removed.',
  '- `happened`: something happened (`Happening`). The same id again: it is known better now.',
  '- `weather`: a vendor is otherwise now (`Weather`).',
  '- `reset`: something may be missing: read anew what is on the screen.',
  '',
  'A comment with the current id comes every 15 s. The newest thousand events are kept; after a restart of the sandbox a stream is reset.',
].join('\n');

export const ROUTES = {
  sandbox: {
    method: 'GET',
    path: '/v1/sandbox',
    handler: 'SandboxController.find',
    summary: 'What the sandbox can do, and the weather at its vendors',
    response: SandboxAnswer,
  },
  phones: {
    method: 'GET',
    path: '/v1/phones',
    handler: 'PhonesController.list',
    summary: 'All phones, with what is on their screens',
    query: PhonesQuery,
    response: PhoneList,
  },
  makePhone: {
    method: 'POST',
    path: '/v1/phones',
    handler: 'PhonesController.create',
    summary: 'Makes a phone: its vendor issues a token, its user logs in, its client reports the token',
    body: NewPhone,
    status: 201,
    response: PhoneDone,
  },
  phone: {
    method: 'GET',
    path: '/v1/phones/:phone',
    handler: 'PhonesController.find',
    summary: 'One phone',
    response: Phone,
  },
  removePhone: {
    method: 'DELETE',
    path: '/v1/phones/:phone',
    handler: 'PhonesController.remove',
    summary: 'Logs its user out and removes it; its token is dead from then on',
    response: Nothing,
  },
  act: {
    method: 'POST',
    path: '/v1/phones/:phone/actions',
    handler: 'PhonesController.act',
    summary: 'Does something to a phone, and answers what a gateway published because of it',
    details:
      'Actions on one phone are carried out one after the other. Refusals: 409 with what is in the way (`app-is-killed`, `no-network`, `logged-in-already`, ' +
      '`logged-out-already`, `nothing-to-skip`, `no-such-notification`, `no-kafka`), 503 `unavailable` when Kafka did not take it: then nothing has changed.',
    body: PhoneAction,
    status: 200,
    response: PhoneDone,
  },
  send: {
    method: 'POST',
    path: '/v1/messages',
    handler: 'MessagesController.send',
    summary: 'Sends a message to a user or a group, as the core of a chat system publishes it',
    body: NewMessage,
    status: 202,
    response: MessageDone,
  },
  example: {
    method: 'POST',
    path: '/v1/messages/commands',
    handler: 'MessagesController.commands',
    summary: 'The commands that would send this message. Nothing is published',
    body: NewMessage,
    status: 200,
    response: Examples,
  },
  sendRaw: {
    method: 'POST',
    path: '/v1/records',
    handler: 'RecordsController.send',
    summary: 'Publishes a record as it is, right or wrong',
    body: NewRecord,
    status: 202,
    response: RecordDone,
  },
  happenings: {
    method: 'GET',
    path: '/v1/happenings',
    handler: 'HappeningsController.list',
    summary: 'What happened, newest first',
    query: HappeningsQuery,
    response: Happenings,
  },
  changeWeather: {
    method: 'PUT',
    path: '/v1/weather/:vendor',
    handler: 'WeatherController.change',
    summary: 'Changes the weather at a vendor',
    body: WeatherWish,
    response: Weather,
  },
  demo: {
    method: 'POST',
    path: '/v1/demo',
    handler: 'DemoController.play',
    summary: 'Kills the app of a phone, sends it a message, and taps the notification',
    query: PhonesQuery,
    status: 200,
    response: DemoDone,
  },
  reset: {
    method: 'POST',
    path: '/v1/reset',
    handler: 'DemoController.reset',
    summary: 'Good weather, empty screens, and every phone as it was made',
    query: PhonesQuery,
    status: 200,
    response: Nothing,
  },
  live: {
    method: 'GET',
    path: '/v1/live',
    handler: 'LiveController.follow',
    summary: 'What changes, as server-sent events',
    details: LIVE,
    query: LiveQuery,
    response: Type.String({ description: 'Server-sent events.' }),
    responseType: 'text/event-stream',
  },
} as const satisfies Record<string, ApiRoute>;

export type RouteName = keyof typeof ROUTES;
