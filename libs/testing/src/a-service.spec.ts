import { Controller, Get, Module, Post } from '@nestjs/common';
import { CalledBy, type Caller, Clock, Roles, ValidBody } from '@offline-push/service-kit';
import { Type } from '@sinclair/typebox';
import { AService, aService } from './a-service';
import { FakeClock } from './fake-clock';

const Note = Type.Object({ says: Type.String() });

@Controller('v1/apps/:app/notes')
class NotesController {
  constructor(private readonly clock: Clock) {}

  @Get()
  @Roles('viewer', 'operator')
  list(@CalledBy() caller: Caller): object {
    return { caller, nowMs: this.clock.nowMs() };
  }

  @Post()
  @Roles('operator')
  write(@ValidBody(Note) note: object): object {
    return note;
  }
}

@Module({ controllers: [NotesController] })
class NotesModule {}

const NOTES = '/v1/apps/demo/notes';
const clock = new FakeClock();
let service: AService;
beforeAll(async () => void (service = await aService({ imports: [NotesModule], clock })));
afterAll(() => service.stop());

it('tells the time of the test', async () => {
  clock.setMs(1000);
  expect((await service.call(NOTES)).body).toMatchObject({ nowMs: 1000 });
  clock.advanceMs(500);
  expect((await service.call(NOTES)).body).toMatchObject({ nowMs: 1500 });
});

it('calls as any role of any app, or as nobody', async () => {
  const statusOf = async (...options: Parameters<AService['call']>) =>
    (await service.call(...options)).status;
  expect((await service.call(NOTES, { as: 'viewer' })).body).toMatchObject({
    caller: { id: 'viewer-demo', app: 'demo', role: 'viewer' },
  });
  expect(await statusOf(NOTES, { as: 'service' })).toBe(403);
  expect(await statusOf(NOTES, { of: 'other' })).toBe(404);
  expect(await statusOf(NOTES, { of: '*' })).toBe(200);
  expect(await statusOf(NOTES, { as: null })).toBe(401);
});

it('sends and receives JSON', async () => {
  expect(await service.call(NOTES, { body: { says: 'hello' } })).toMatchObject({
    status: 201,
    body: { says: 'hello' },
  });
  expect((await service.call(NOTES, { body: { says: 5 } })).body).toMatchObject({ code: 'invalid-body' });
});
