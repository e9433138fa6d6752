// Finds servers that the environment offers already. They are used, and neither started nor stopped. Pure.

export interface Given {
  brokers: string[] | undefined;
  databaseUrl: string | undefined;
}

export function givenParts(env: Record<string, string | undefined>): Given {
  const brokers = (env.KAFKA_BROKERS ?? '')
    .split(',')
    .map((broker) => broker.trim())
    .filter((broker) => broker !== '');
  return {
    brokers: brokers.length > 0 ? brokers : undefined,
    databaseUrl: env.DATABASE_URL?.trim() || undefined,
  };
}
