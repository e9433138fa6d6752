// The environment of the sandbox: seven names. It is read here and nowhere else; all problems are told at once.

export interface SandboxConfig {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly logFile: string;
  /** Keeps who was admitted over restarts. Absent: it is forgotten. */
  readonly tenantsFile?: string | undefined;
  /** Added to every answer. In ms. */
  readonly delayMs: number;
  /** With it the port speaks TLS only: for clients whose vendor's host is fixed and mapped to this machine. Files in PEM. */
  readonly tls?: { readonly certFile: string; readonly keyFile: string };
}

type Environment = Readonly<Record<string, string | undefined>>;

export function configOf(env: Environment): SandboxConfig {
  const problems: string[] = [];
  const integer = (name: string, otherwise: number, max: number): number => {
    const text = env[name] || String(otherwise);
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (!(value <= max)) problems.push(`${name} must be a whole number from 0 to ${max}, not "${text}"`);
    return value;
  };
  const [certFile = '', keyFile = ''] = [env['SANDBOX_TLS_CERT_FILE'], env['SANDBOX_TLS_KEY_FILE']];
  if ((certFile === '') !== (keyFile === '')) {
    problems.push('SANDBOX_TLS_CERT_FILE and SANDBOX_TLS_KEY_FILE go together');
  }
  const config = {
    host: env['SANDBOX_HOST'] || '127.0.0.1',
    port: integer('SANDBOX_PORT', 0, 65_535),
    logFile: env['SANDBOX_LOG_FILE'] || '.parts/vendor-calls.ndjson',
    tenantsFile: env['SANDBOX_TENANTS_FILE'] || undefined,
    delayMs: integer('SANDBOX_DELAY_MS', 0, 600_000),
    ...(certFile !== '' && { tls: { certFile, keyFile } }),
  };
  if (problems.length > 0) throw new Error(problems.join('; '));
  return config;
}

export const environment = (): Environment => process.env;
