// The environment of the sandbox. It takes no platform settings: it needs neither a database nor Kafka, and asks for no key.
import {
  ConfigInvalid,
  type ConfigOf,
  type Environment,
  integer,
  readConfig,
  text,
} from '@offline-push/service-kit/config';

const sandboxFields = {
  SANDBOX_HOST: text({ default: '127.0.0.1', says: 'Address to listen on; 0.0.0.0 in a container.' }),
  SANDBOX_PORT: integer({
    default: 0,
    min: 0,
    max: 65_535,
    says: 'Port to listen on; 0 takes any free one.',
  }),
  SANDBOX_LOG_FILE: text({
    default: '.parts/vendor-calls.ndjson',
    says: 'The record of all calls, one JSON line each.',
  }),
  SANDBOX_TENANTS_FILE: text({
    optional: true,
    says: 'Keeps who was made known over restarts. Absent: it is forgotten.',
  }),
  SANDBOX_DELAY_MS: integer({ default: 0, min: 0, max: 600_000, says: 'Added to every answer.' }),
  SANDBOX_TLS_CERT_FILE: text({
    optional: true,
    together: 'SANDBOX_TLS_KEY_FILE',
    says: "With it the port speaks TLS only: for clients whose vendor's host is fixed and mapped to this machine. In PEM.",
  }),
  SANDBOX_TLS_KEY_FILE: text({ optional: true, says: 'Its key, in PEM.' }),
};

/** What the sandbox needs of it, in its own units. */
export interface SandboxOptions {
  readonly host: string;
  readonly port: number;
  readonly logFile: string;
  readonly tenantsFile?: string | undefined;
  readonly delayMs: number;
  readonly tls?: { readonly certFile: string; readonly keyFile: string };
}

/** Throws `ConfigInvalid` with all problems. */
export function settingsOf(env: Environment = process.env): {
  options: SandboxOptions;
  warnings: readonly string[];
} {
  const { config, problems, warnings } = readConfig(sandboxFields, env);
  if (problems.length > 0) throw new ConfigInvalid(problems);
  return { options: optionsOf(config), warnings };
}

function optionsOf(config: ConfigOf<typeof sandboxFields>): SandboxOptions {
  const { SANDBOX_TLS_CERT_FILE: certFile, SANDBOX_TLS_KEY_FILE: keyFile } = config;
  return {
    host: config.SANDBOX_HOST,
    port: config.SANDBOX_PORT,
    logFile: config.SANDBOX_LOG_FILE,
    tenantsFile: config.SANDBOX_TENANTS_FILE,
    delayMs: config.SANDBOX_DELAY_MS,
    ...(certFile !== undefined && keyFile !== undefined && { tls: { certFile, keyFile } }),
  };
}
