import { readHeaders, toHeaders } from './headers';

const TRACE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const bytes = (headers: Record<string, string>): Record<string, Buffer> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Buffer.from(value)]));

describe('the envelope', () => {
  it('names contract, writer, id and time as CloudEvents 1.0 headers', () => {
    const headers = toHeaders({
      id: 'Xf2P',
      source: 'presence',
      type: 'push.gated.v1',
      timeMs: 1_790_000_000_000,
      traceparent: TRACE,
    });
    expect(headers).toEqual({
      ce_specversion: '1.0',
      ce_type: 'push.gated.v1',
      ce_source: 'presence',
      ce_id: 'Xf2P',
      ce_time: '2026-09-21T14:13:20.000Z',
      'content-type': 'application/json',
      traceparent: TRACE,
    });
  });

  it('comes back as it was written', () => {
    const attributes = { id: 'i', source: 'dispatch', type: 'push.outcome.v1', timeMs: 1_790_000_000_123 };
    expect(readHeaders(bytes(toHeaders(attributes)))).toEqual({
      ...attributes,
      specVersion: '1.0',
      contentType: 'application/json',
    });
  });

  it('may be missing altogether', () => {
    expect(readHeaders({})).toEqual({});
  });

  it.each([
    ['a time that is none', { ce_time: 'yesterday' }],
    ['a trace that is none', { traceparent: 'no trace' }],
    ['a trace with something behind it', { traceparent: `${TRACE}-x` }],
  ])('leaves out %s', (_, headers) => {
    expect(readHeaders(bytes(headers))).toEqual({});
  });
});
