import { givenParts } from './given';

describe('parts that the environment offers', () => {
  it.each([
    [{}, undefined, undefined],
    [{ KAFKA_BROKERS: '', DATABASE_URL: ' ' }, undefined, undefined],
    [{ KAFKA_BROKERS: 'a:9092, b:9092,' }, ['a:9092', 'b:9092'], undefined],
    [{ DATABASE_URL: 'postgres://here/db' }, undefined, 'postgres://here/db'],
  ])('%j', (env, brokers, databaseUrl) => {
    expect(givenParts(env)).toEqual({ brokers, databaseUrl });
  });
});
