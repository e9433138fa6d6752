import { Controller, Get, Logger } from '@nestjs/common';
import { writeFileSync } from 'node:fs';
import { allKeys, appWith, type Call, keyOf, NOTES, SampleApp, sha256 } from '../../fixtures/sample-app';
import { OPERATIONS_PATHS } from '../doors/operations';
import { ApiKeys } from './callers/api-keys';
import { Open, ROLES } from './callers/roles';

let sample: SampleApp;
const call = (path: string, options?: Call) => sample.call(path, options);
beforeAll(async () => void (sample = await SampleApp.start()));
afterAll(() => sample.stop());

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

  it('FF section 4, 2: says which roles may, to whom it refuses', async () => {
    const refused = await call(NOTES, { as: keyOf('service', 'demo') });
    expect(refused.json()).toMatchObject({
      code: 'forbidden',
      detail: 'The role service may not do this; admin, operator, viewer may.',
    });
  });

  it("answers for another app's path as for a missing one, whatever the role", async () => {
    const missing = await call(`${NOTES}/missing`);
    for (const role of ROLES) {
      const other = await call(`${NOTES}/missing`, { as: keyOf(role, 'other') });
      expect({ ...(other.json() as object), traceId: '' }).toEqual({
        ...(missing.json() as object),
        traceId: '',
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
    const forgetful = await appWith(sample.keysFile, ForgottenController);
    await expect(forgetful.init()).rejects.toThrow(
      'these routes say neither @Roles nor @Open: GET /v1/forgotten/:id (ForgottenController.read)',
    );
    await forgetful.close();
  });

  it('knows a key as soon as the file has it, and keeps the old ones while the file is broken', async () => {
    const keys = sample.app.get(ApiKeys);
    const added = { id: 'new', sha256: sha256('new-key'), app: 'demo', role: 'viewer' };
    writeFileSync(sample.keysFile, JSON.stringify([...allKeys, added]));
    keys.refresh();
    expect((await call(NOTES, { as: 'new-key' })).status).toBe(200);
    writeFileSync(sample.keysFile, '[{ "id": "new"');
    keys.refresh();
    expect((await call(NOTES, { as: 'new-key' })).status).toBe(200);
    writeFileSync(sample.keysFile, JSON.stringify(allKeys));
    keys.refresh();
    expect((await call(NOTES, { as: 'new-key' })).status).toBe(401);
  });

  it('says once that the file is broken, however often it looks, and again when it is broken anew', async () => {
    const lines: { event: string; reason: string }[] = [];
    const note = (line: { event: string; reason: string }) => void lines.push(line);
    const silent = () => undefined;
    Logger.overrideLogger({ error: note, log: silent, warn: silent });
    const keys = sample.app.get(ApiKeys);
    for (const text of ['[{', '[{', JSON.stringify(allKeys), '[{']) {
      writeFileSync(sample.keysFile, text);
      keys.refresh();
    }
    Logger.overrideLogger(false);
    writeFileSync(sample.keysFile, JSON.stringify(allKeys));
    keys.refresh();
    const line = {
      event: 'api-keys-unreadable',
      msg: 'the keys of before stay in force',
      reason: 'the API keys are wrong: the file must be JSON',
    };
    expect(lines).toEqual([line, line]);
  });

  it.each(OPERATIONS_PATHS)('FF 2.5: has no %s, with a key or without', async (path) => {
    expect((await call(path)).status).toBe(404);
    expect((await call(path, { as: '' })).status).toBe(404);
  });

  it('opens a route for everybody only where the route says so', async () => {
    @Controller()
    class OpenController {
      @Get('hello')
      @Open()
      hello(): object {
        return {};
      }
    }
    const open = await appWith(sample.keysFile, OpenController);
    await expect(open.init()).resolves.toBeDefined();
    await open.close();
  });
});
