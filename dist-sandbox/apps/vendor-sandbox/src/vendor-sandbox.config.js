// The environment of the sandbox: seven names. It is read here and nowhere else; all problems are told at once.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
function _export(target, all) {
    for(var name in all)Object.defineProperty(target, name, {
        enumerable: true,
        get: Object.getOwnPropertyDescriptor(all, name).get
    });
}
_export(exports, {
    get configOf () {
        return configOf;
    },
    get environment () {
        return environment;
    }
});
function configOf(env) {
    const problems = [];
    const integer = (name, otherwise, max)=>{
        const text = env[name] || String(otherwise);
        const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
        if (!(value <= max)) problems.push(`${name} must be a whole number from 0 to ${max}, not "${text}"`);
        return value;
    };
    const [certFile = '', keyFile = ''] = [
        env['SANDBOX_TLS_CERT_FILE'],
        env['SANDBOX_TLS_KEY_FILE']
    ];
    if (certFile === '' !== (keyFile === '')) {
        problems.push('SANDBOX_TLS_CERT_FILE and SANDBOX_TLS_KEY_FILE go together');
    }
    const config = {
        host: env['SANDBOX_HOST'] || '127.0.0.1',
        port: integer('SANDBOX_PORT', 0, 65_535),
        logFile: env['SANDBOX_LOG_FILE'] || '.parts/vendor-calls.ndjson',
        tenantsFile: env['SANDBOX_TENANTS_FILE'] || undefined,
        delayMs: integer('SANDBOX_DELAY_MS', 0, 600_000),
        ...certFile !== '' && {
            tls: {
                certFile,
                keyFile
            }
        }
    };
    if (problems.length > 0) throw new Error(problems.join('; '));
    return config;
}
const environment = ()=>process.env;
