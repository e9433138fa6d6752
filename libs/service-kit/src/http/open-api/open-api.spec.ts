import { type Call, keyOf, Note, SampleApp } from '../../../fixtures/sample-app';
import { ROLES } from '../callers/roles';

let sample: SampleApp;
const call = (path: string, options?: Call) => sample.call(path, options);
beforeAll(async () => void (sample = await SampleApp.start()));
afterAll(() => sample.stop());

describe('the OpenAPI document', () => {
  interface Document {
    openapi: string;
    paths: Record<
      string,
      Record<string, { 'x-roles': string[]; parameters: object[]; requestBody?: object }>
    >;
  }
  const document = async () => JSON.parse((await sample.operations('/openapi.json')).body) as Document;

  it('has every route, with the schemas that check and the roles that may', async () => {
    const { openapi, paths } = await document();
    expect(openapi).toBe('3.1.0');
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/v1/apps/{app}/notes', '/v1/apps/{app}/notes/{note}']),
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
});
