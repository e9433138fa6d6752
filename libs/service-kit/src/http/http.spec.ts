// The HTTP side of the kit on a real server: what callers get, and what they do not.
import { Controller, Delete, Get, type INestApplication, Module, Param, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Type } from '@sinclair/typebox';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { register } from 'prom-client';
import { DatabaseUnavailable } from '../database/trouble';
import { Health } from '../health/health';
import { KitModule } from '../kit.module';
import { ApiKeys } from './api-keys';
import { Operation } from './operation';
import { HttpProblem, notFound } from './problem';
import { AnyApp, CalledBy, type Caller, Open, type Role, ROLES, Roles } from './roles';
import { ValidBody, ValidQuery } from './valid';

const Note = Type.Object(
  { title: Type.String({ maxLength: 10 }), tags: Type.Optional(Type.Array(Type.String(), { maxItems: 3 })) },
  { additionalProperties: false },
);
const Filter = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  isOpen: Type.Optional(Type.Boolean()),
  state: Type.Optional(Type.Array(Type.String())),
});

@Controller('v1/apps/:app/notes')
class NotesController {
  @Get()
  @Roles('operator', 'viewer')
  @Operation({ summary: 'Lists notes.', response: Type.Array(Note) })
  list(@ValidQuery(Filter) filter: object, @CalledBy() caller: Caller): object {
    return { filter, caller };
  }

  @Post()
  @Roles('operator', 'service')
  @Operation({ summary: 'Writes a note.' })
  write(@ValidBody(Note) note: object): object {
    return note;
  }

  @Get(':note')
  @Roles('operator')
  read(@Param('note') note: string): object {
    if (note === 'away') throw new DatabaseUnavailable('08006');
    if (note === 'bug') throw new TypeError('canary: select secret from credentials');
    if (note === 'gone')
      throw new HttpProblem(410, 'gone', 'It was here.', [{ pointer: '/note', rule: 'old' }]);
    if (note === 'missing') throw notFound();
    return { note };
  }
}

@Controller('v1')
class WideController {
  @Delete('apps')
  @Roles('admin')
  removeAll(): object {
    return { removed: 'all' };
  }

  @Get('me')
  @Roles(...(ROLES as unknown as [Role, ...Role[]]))
  @AnyApp()
  me(@CalledBy() caller: Caller): Caller {
    return caller;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'keys-'));
const keysFile = join(folder, 'keys.json');
const sha256 = (key: string) => createHash('sha256').update(key).digest('hex');
const keyOf = (role: string, app: string) => `key-of-${role}-${app}`;
const allKeys = ROLES.flatMap((role) =>
  ['demo', 'other', '*'].map((app, i) => ({
    id: `${role}-${i}`,
    sha256: sha256(keyOf(role, app)),
    app,
    role,
  })),
);
writeFileSync(keysFile, JSON.stringify(allKeys));

const bootWith = async (...controllers: (new () => object)[]): Promise<INestApplication> => {
  @Module({ controllers })
  class Demo {}
  const root = { module: Demo, imports: [KitModule.forRoot({ service: 'demo', apiKeysFile: keysFile })] };
  return NestFactory.create(root, { bodyParser: false, logger: false, abortOnError: false });
};

let app: INestApplication;
let port = 0;
let url = '';

beforeAll(async () => {
  app = await bootWith(NotesController, WideController);
  await app.listen(0, '127.0.0.1');
  port = ((app.getHttpServer() as { address(): AddressInfo }).address() as AddressInfo).port;
  url = `http://127.0.0.1:${port}`;
});

afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

interface Call {
  as?: string;
  method?: string;
  body?: string | Buffer;
  headers?: Record<string, string>;
}

const call = async (
  path: string,
  { as = keyOf('operator', 'demo'), method, body, headers = {} }: Call = {},
) => {
  const response = await fetch(`${url}${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(as && { authorization: `Bearer ${as}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) as never };
};

const NOTES = '/v1/apps/demo/notes';

describe('the door', () => {
  it.each(['', 'unknown', `${keyOf('operator', 'demo')}x`, sha256(keyOf('operator', 'demo'))])(
    'stays shut for the key %j',
    async (as) => {
      const answer = await call(NOTES, { as });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
      expect(answer.json()).toMatchObject({ code: 'unauthenticated', status: 401 });
    },
  );

  it('lets the roles in that the handler names, and an admin wherever an operator may', async () => {
    const statuses = await Promise.all(
      ROLES.map(async (role) => [role, (await call(NOTES, { as: keyOf(role, 'demo') })).status]),
    );
    expect(Object.fromEntries(statuses)).toEqual({ admin: 200, operator: 200, viewer: 200, service: 403 });
  });

  it("answers for another app's path as for a missing one, whatever the role", async () => {
    const missing = await call(`${NOTES}/missing`);
    for (const role of ROLES) {
      const other = await call(`${NOTES}/missing`, { as: keyOf(role, 'other') });
      expect({ ...(other.json() as object), trace_id: '' }).toEqual({
        ...(missing.json() as object),
        trace_id: '',
      });
    }
  });

  it('lets a key of all apps reach every app', async () => {
    expect((await call(NOTES, { as: keyOf('viewer', '*') })).json()).toMatchObject({ caller: { app: '*' } });
  });

  it('keeps the key of one app out of routes without an app, unless they are for any', async () => {
    const remove = (as: string) => call('/v1/apps', { method: 'DELETE', as });
    expect((await remove(keyOf('admin', 'demo'))).status).toBe(403);
    expect((await remove(keyOf('admin', '*'))).status).toBe(200);
    expect((await call('/v1/me', { as: keyOf('viewer', 'demo') })).json()).toEqual({
      id: 'viewer-0',
      app: 'demo',
      role: 'viewer',
    });
  });

  it('keeps a service from starting with a route that names no role', async () => {
    @Controller('v1/forgotten')
    class ForgottenController {
      @Get(':id')
      read(): object {
        return {};
      }
    }
    const forgetful = await bootWith(ForgottenController);
    await expect(forgetful.init()).rejects.toThrow(
      'these routes say neither @Roles nor @Open: GET /v1/forgotten/:id (ForgottenController.read)',
    );
    await forgetful.close();
  });

  it('knows a key as soon as the file has it, and keeps the old ones while the file is broken', async () => {
    const keys = app.get(ApiKeys);
    const added = { id: 'new', sha256: sha256('new-key'), app: 'demo', role: 'viewer' };
    writeFileSync(keysFile, JSON.stringify([...allKeys, added]));
    keys.refresh();
    expect((await call(NOTES, { as: 'new-key' })).status).toBe(200);
    writeFileSync(keysFile, '[{ "id": "new"');
    keys.refresh();
    expect((await call(NOTES, { as: 'new-key' })).status).toBe(200);
    writeFileSync(keysFile, JSON.stringify(allKeys));
    keys.refresh();
    expect((await call(NOTES, { as: 'new-key' })).status).toBe(401);
  });

  it('is open for health and metrics', async () => {
    expect((await call('/health/live', { as: '' })).json()).toEqual({ status: 'ok', reasons: [] });
    app.get(Health).add({ name: 'bus', isAlive: () => true, isReady: () => false });
    const ready = await call('/health/ready', { as: '' });
    expect([ready.status, ready.json()]).toEqual([503, { status: 'failing', reasons: ['bus is not ready'] }]);
    const metrics = await call('/metrics', { as: '' });
    expect(metrics.headers.get('content-type')).toContain('text/plain');
    expect(metrics.text).toContain('http_server_request_duration_seconds_bucket');
  });
});

describe('a body', () => {
  const refused = async (body: string | Buffer, headers: Record<string, string> = {}) => {
    const answer = await call(NOTES, { body, headers });
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    return answer.json() as { status: number; code: string; errors: { pointer: string; rule: string }[] };
  };

  it('that fits is handed on', async () => {
    const answer = await call(NOTES, { body: '{"title":"hello 🎉"}' });
    expect([answer.status, answer.json()]).toEqual([201, { title: 'hello 🎉' }]);
  });

  it.each([
    ['{"title":5}', '/title'],
    ['{"title":"12345678901"}', '/title'],
    ['{}', '/title'],
    ['{"title":"x","tags":["a",1]}', '/tags/1'],
    ['{"title":"x","owner":"me"}', '/owner'],
    ['null', ''],
    ['[]', ''],
    ['"x"', ''],
  ])('%s is refused with the field and the rule', async (body, pointer) => {
    const problem = await refused(body);
    expect(problem).toMatchObject({ status: 400, code: 'invalid-body' });
    expect(problem.errors.map((error) => error.pointer)).toContain(pointer);
    expect(problem.errors.every(({ rule }) => rule.length > 3)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['a blank', ' '],
    ['half a string', '{"title":"x'],
    ['text after the document', '{"title":"x"} x'],
    ['a trailing comma', '{"title":"x",}'],
    ['a byte order mark', '\ufeff{"title":"x"}'],
    ['UTF-16', Buffer.from('{"title":"x"}', 'utf16le')],
    ['broken UTF-8', Buffer.from([0x22, 0xc3, 0x28, 0x22])],
    ['100,000 arrays', '['.repeat(100_000)],
    ['a prototype', '{"title":"x","tags":[{"__proto__":{"isAdmin":true}}]}'],
  ])('of %s is refused as a whole', async (_, body) => {
    const problem = await refused(body);
    expect(problem).toMatchObject({ status: 400, code: 'invalid-body', errors: [{ pointer: '' }] });
  });

  it('leaves no key on the prototype of objects', async () => {
    await refused('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each([
    ['application/x-www-form-urlencoded', 'title=x'],
    ['multipart/form-data; boundary=x', '--x--'],
    ['text/plain', '{"title":"x"}'],
    ['application/json; charset=utf-7', '{"title":"x"}'],
    ['application/jsonp', '{"title":"x"}'],
  ])('of type %s is refused', async (type, body) => {
    expect(await refused(body, { 'content-type': type })).toMatchObject({ status: 415 });
  });

  it('that is compressed is refused', async () => {
    expect(await refused('{"title":"x"}', { 'content-encoding': 'gzip' })).toMatchObject({
      status: 415,
      code: 'unsupported-encoding',
    });
  });

  it('of more than 256 kB is refused, whether it says so or not', async () => {
    expect(await refused(`"${'x'.repeat(256 * 1024)}"`)).toMatchObject({
      status: 413,
      code: 'body-too-large',
    });
    expect(
      await rawStatus(`transfer-encoding: chunked\r\n`, `ffff\r\n${'x'.repeat(0xffff)}\r\n`.repeat(5)),
    ).toBe(413);
  });

  it('is not read before the caller proved who they are', async () => {
    expect(await rawStatus('content-length: 100000\r\n', '', 'unknown')).toBe(401);
  });

  /** The status of an answer that must come although the body never ends. */
  const rawStatus = async (
    headers: string,
    body: string,
    key = keyOf('operator', 'demo'),
  ): Promise<number> => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(
      `POST ${NOTES} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\n${headers}\r\n${body}`,
    );
    const [chunk] = (await once(socket, 'data', { signal: AbortSignal.timeout(2000) })) as [Buffer];
    socket.destroy();
    return Number(/^HTTP\/1\.1 (\d+)/.exec(chunk.toString('latin1'))?.[1]);
  };
});

describe('a query', () => {
  it('is read as the schema says', async () => {
    const { filter } = (await call(`${NOTES}?limit=5&isOpen=true&state=a`)).json() as { filter: object };
    expect(filter).toEqual({ limit: 5, isOpen: true, state: ['a'] });
  });

  it.each([
    ['limit=0', '/limit'],
    ['limit=201', '/limit'],
    ['limit=five', '/limit'],
    ['limit=1e2', '/limit'],
    ['limit=1&limit=2', '/limit'],
    ['isOpen=1', '/isOpen'],
    ['isOpen=toString', '/isOpen'],
    ['limits=1', '/limits'],
    ['__proto__=1', '/__proto__'],
    ['toString=1', '/toString'],
  ])('%s is refused with the parameter and the rule', async (query, pointer) => {
    const answer = await call(`${NOTES}?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({
      code: 'invalid-query',
      errors: [expect.objectContaining({ pointer })],
    });
  });
});

describe('a problem', () => {
  it('is a document with a stable code', async () => {
    const answer = await call(`${NOTES}/gone?key=canary`, {
      headers: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
    });
    expect([answer.status, answer.json()]).toEqual([
      410,
      {
        type: 'urn:offline-push:problem:gone',
        title: 'Gone',
        status: 410,
        detail: 'It was here.',
        instance: '/v1/apps/demo/notes/gone',
        code: 'gone',
        errors: [{ pointer: '/note', rule: 'old' }],
        trace_id: '0af7651916cd43dd8448eb211c80319c',
      },
    ]);
  });

  it('says nothing about a bug of ours', async () => {
    const answer = await call(`${NOTES}/bug`);
    expect([answer.status, (answer.json() as { code: string }).code]).toEqual([500, 'internal-error']);
    expect(answer.text).not.toMatch(/canary|TypeError|\.ts|node_modules/);
  });

  it('asks to come again while the database is away', async () => {
    const answer = await call(`${NOTES}/away`);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    expect(answer.json()).toMatchObject({ code: 'unavailable' });
  });

  it.each([
    ['/nowhere', 404, 'not-found'],
    [`${NOTES}/%E0%A4%A`, 400, 'bad-request'],
  ])('answers %s as well', async (path, status, code) => {
    const answer = await call(path);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toMatchObject({ status, code });
  });
});

describe('every answer', () => {
  it.each([NOTES, '/nowhere', `${NOTES}/bug`])(
    'of %s stays out of caches and tells no server',
    async (path) => {
      const { headers } = await call(path);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('etag')).toBeNull();
    },
  );

  it('is counted by the pattern of its route, never by its path', async () => {
    const id = randomBytes(8).toString('hex');
    await call(`${NOTES}/${id}`);
    await call(`/nowhere/${id}`);
    const text = await register.metrics();
    expect(text).toContain('method="GET",route="/v1/apps/:app/notes/:note",status="200"');
    expect(text).toContain('method="GET",route="unmatched",status="404"');
    expect(text).not.toContain(id);
  });
});

describe('the OpenAPI document', () => {
  interface Document {
    openapi: string;
    paths: Record<
      string,
      Record<string, { 'x-roles': string[]; parameters: object[]; requestBody?: object }>
    >;
  }
  const document = async () => (await call('/openapi.json')).json() as Document;

  it('has every route, with the schemas that check and the roles that may', async () => {
    const { openapi, paths } = await document();
    expect(openapi).toBe('3.1.0');
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        '/v1/apps/{app}/notes',
        '/v1/apps/{app}/notes/{note}',
        '/health/live',
        '/metrics',
      ]),
    );
    const notes = paths['/v1/apps/{app}/notes']!;
    expect(notes['post']).toMatchObject({
      summary: 'Writes a note.',
      'x-roles': ['operator', 'service'],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: JSON.parse(JSON.stringify(Note)) } },
      },
      responses: { 201: {}, default: {} },
    });
    expect(notes['get']!.parameters).toEqual([
      expect.objectContaining({ name: 'app', in: 'path', required: true }),
      expect.objectContaining({ name: 'limit', in: 'query', required: false }),
      expect.objectContaining({ name: 'isOpen', in: 'query' }),
      expect.objectContaining({ name: 'state', in: 'query' }),
    ]);
  });

  it('lets each role do exactly what it says, on every route', async () => {
    const { paths } = await document();
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, notes]) => ({ path, method, roles: notes['x-roles'] })),
    );
    for (const { path, method, roles } of operations) {
      for (const role of ROLES) {
        const filled = path.replace('{app}', 'demo').replace('{note}', 'x');
        const body = method === 'post' ? { body: '{"title":"x"}' } : {};
        const { status } = await call(filled, {
          method: method.toUpperCase(),
          as: keyOf(role, '*'),
          ...body,
        });
        const may = roles.some((r) => r === 'open' || r === role || (r === 'operator' && role === 'admin'));
        expect({ path, method, role, isIn: ![401, 403].includes(status) }).toEqual({
          path,
          method,
          role,
          isIn: may,
        });
      }
    }
  });

  it('needs a key', async () => {
    expect((await call('/openapi.json', { as: '' })).status).toBe(401);
  });
});

it('a controller without kit words is open only if it says so', async () => {
  @Controller()
  class OpenController {
    @Get('hello')
    @Open()
    hello(): object {
      return {};
    }
  }
  const open = await bootWith(OpenController);
  await expect(open.init()).resolves.toBeDefined();
  await open.close();
});
