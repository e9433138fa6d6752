// The phones' API over HTTP: finds the route, checks what was sent, and does it. Whoever is no route of it is left to the desk.
import { problemsOf, unknownIn } from '@offline-push/contracts';
import { BodyTooLong, type FakeHost, readBody } from '@offline-push/vendor-fakes';
import { type Static, type TObject, type TSchema } from '@sinclair/typebox';
import { type TypeCheck, TypeCompiler } from '@sinclair/typebox/compiler';
import { Value } from '@sinclair/typebox/value';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Live } from '../live/live.steps';
import type { Messages } from '../news/messages.steps';
import type { NewMessage } from '../news/new-message';
import type { Play } from '../news/play.steps';
import type { NewPhone, PhoneAction } from '../phones/phone';
import { noKafka, type SandboxPhones } from '../phones/phones.steps';
import { answerOf } from '../phones/state';
import type { Gateway } from '../publishing/gateway.steps';
import type { NewRecord } from '../publishing/published';
import type { HappeningsQuery, PhonesQuery, WeatherWish } from './answers';
import { invalid, Problem } from './problem';
import { type ApiRoute, type RouteName, ROUTES } from './routes';

const MAX_BODY_BYTES = 262_144;
const USUAL_HAPPENINGS = 100;

export interface Parts {
  readonly phones: SandboxPhones;
  readonly messages: Messages;
  readonly play: Play;
  readonly live: Live;
  readonly host: FakeHost;
  readonly gateway: Gateway | undefined;
  readonly about: () => object;
}

interface Asked {
  readonly parts: readonly string[];
  readonly query: Record<string, unknown>;
  readonly body: unknown;
}

type Handler = (asked: Asked) => object | Promise<object>;

interface Found {
  readonly name: RouteName;
  readonly route: ApiRoute;
  readonly parts: readonly string[];
}

export interface Answer {
  readonly status: number;
  readonly body: object;
}

export class PhonesApi {
  private readonly handlers: Readonly<Record<Exclude<RouteName, 'live'>, Handler>>;

  constructor(private readonly parts: Parts) {
    const { phones, messages, play, live } = parts;
    this.handlers = {
      sandbox: () => parts.about(),
      phones: ({ query: { app } }) => ({ phones: phones.list().filter((one) => app === undefined || one.app === app) }), // prettier-ignore
      makePhone: ({ body }) => phones.make(body as NewPhone),
      phone: ({ parts: [id = ''] }) => answerOf(phones.find(id)),
      removePhone: async ({ parts: [id = ''] }) => (await phones.remove(id), {}),
      act: ({ parts: [id = ''], body }) => phones.act(id, body as PhoneAction),
      send: ({ body }) => messages.send(body as NewMessage),
      example: ({ body }) => ({ published: messages.example(body as NewMessage) }),
      sendRaw: ({ body }) => this.sendRaw(body as NewRecord),
      happenings: ({ query }) => ({ happenings: live.happenings((query as Static<typeof HappeningsQuery>).limit ?? USUAL_HAPPENINGS) }), // prettier-ignore
      changeWeather: ({ parts: [vendor = ''], body }) => this.changeWeather(vendor, body as WeatherWish),
      demo: ({ query }) => play.demo((query as Static<typeof PhonesQuery>).app),
      reset: async ({ query }) => (await play.reset((query as Static<typeof PhonesQuery>).app), {}),
    };
  }

  /** Undefined: none of its routes. Rejects with a problem. */
  async take(incoming: IncomingMessage, outgoing: ServerResponse): Promise<Answer | 'streams' | undefined> {
    const url = new URL(incoming.url ?? '/', 'http://sandbox');
    if (!url.pathname.startsWith('/v1/')) return undefined;
    const { name, route, parts } = find(incoming.method ?? 'GET', url.pathname);
    refuseForeigners(incoming);
    const query = queryOf(url.searchParams, route.query);
    if (name === 'live') return this.follow(incoming, outgoing, query);
    const body = route.body === undefined ? undefined : await bodyOf(incoming, route.body);
    try {
      return { status: route.status ?? 200, body: await this.handlers[name]({ parts, query, body }) };
    } catch (error) {
      if ((error as { retriable?: unknown }).retriable !== true) throw error;
      throw new Problem(503, 'unavailable', 'Kafka did not take it in time. Nothing has changed: try again.');
    }
  }

  private follow(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    query: Record<string, unknown>,
  ): 'streams' {
    if (this.parts.live.isFull) throw new Problem(503, 'too-many-streams', 'Too many watch already.');
    incoming.socket.setKeepAlive(true);
    const header = [incoming.headers['last-event-id']].flat()[0];
    this.parts.live.watch(outgoing, header ?? (query['lastEventId'] as string | undefined));
    return 'streams';
  }

  private async sendRaw(record: NewRecord): Promise<object> {
    if (this.parts.gateway === undefined) throw noKafka();
    const published = await this.parts.gateway.sendRaw(record);
    return {
      happening: this.parts.live.happened({ is: 'raw', topic: record.topic, published: [published] }),
    };
  }

  private changeWeather(vendor: string, wish: WeatherWish): object {
    const weather = this.parts.host.weatherOf(vendor);
    if (weather === undefined) throw new Problem(404, 'not-found', 'There is no such vendor.');
    const now = { vendor, ...weather.become(wish, Date.now()) };
    this.parts.live.tell('weather', now);
    this.parts.live.happened({ is: 'weather', vendor, weather: now.is });
    return now;
  }
}

function find(method: string, path: string): Found {
  const there = (Object.entries(ROUTES) as [RouteName, ApiRoute][]).flatMap(([name, route]) => {
    const pattern = new RegExp(`^${route.path.replaceAll(/:[a-z]+/g, '([^/]+)')}$`);
    const match = pattern.exec(path);
    return match === null ? [] : [{ name, route, parts: match.slice(1).map(decoded) }];
  });
  const found = there.find(({ route }) => route.method === method);
  if (found !== undefined) return found;
  if (there.length === 0) throw new Problem(404, 'not-found', 'There is no such resource.');
  const methods = there.map(({ route }) => route.method).join(', ');
  throw new Problem(405, 'method-not-allowed', `This resource takes ${methods}.`);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

/** The sandbox asks for no key, so a page of another site must not use it through its visitor's browser. */
function refuseForeigners({ headers }: IncomingMessage): void {
  if (headers['sec-fetch-site'] === 'cross-site')
    throw new Problem(403, 'forbidden', 'Pages of other sites may not use the sandbox.');
}

const checks = new Map<TSchema, TypeCheck<TSchema>>();

function problemsIn(schema: TSchema, value: unknown) {
  const check = checks.get(schema) ?? TypeCompiler.Compile(schema);
  checks.set(schema, check);
  const unknown = schema['additionalProperties'] === true ? [] : unknownIn(schema, value);
  const others = problemsOf({ check }, value).filter(
    ({ pointer }) => !unknown.some((one) => one.pointer === pointer),
  );
  return [...unknown, ...others];
}

function queryOf(given: URLSearchParams, schema: TObject | undefined): Record<string, unknown> {
  const texts = Object.fromEntries(given);
  if (schema === undefined) {
    const [first] = Object.keys(texts);
    if (first === undefined) return {};
    throw invalid([{ pointer: `/${first}`, rule: 'is not a parameter here' }], 'query');
  }
  const values = Value.Convert(schema, texts) as Record<string, unknown>;
  const problems = problemsIn(schema, values);
  if (problems.length > 0) throw invalid(problems, 'query');
  return values;
}

/** A browser sends JSON to another origin only after it asked, and nobody answers it. */
async function bodyOf(incoming: IncomingMessage, schema: TSchema): Promise<unknown> {
  if (!/^application\/json\b/i.test(incoming.headers['content-type'] ?? ''))
    throw new Problem(415, 'unsupported-media-type', 'The body must be application/json.');
  const bytes = await readBody(incoming, MAX_BODY_BYTES).catch((error: unknown) => {
    throw error instanceof BodyTooLong ? new Problem(413, 'body-too-large', error.message) : error;
  });
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw invalid([{ pointer: '', rule: 'must be JSON' }], 'body');
  }
  const problems = problemsIn(schema, value);
  if (problems.length > 0) throw invalid(problems, 'body');
  return value;
}
