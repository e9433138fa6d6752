// The names of the platform's processes, and the callers of its APIs.

/** The services that handle pushes, each with a database of its own. */
export const SERVICES = ['certificates', 'presence', 'device-bindings', 'dispatch', 'delivery-log'] as const;
export type ServiceName = (typeof SERVICES)[number];

export const SANDBOX = 'vendor-sandbox';
/** The pages for operators. */
export const CONSOLE = 'console';
/** Those that are always started. */
export type BasicName = ServiceName | typeof SANDBOX;
export type ProgramName = BasicName | typeof CONSOLE;

export const ROLES = ['admin', 'operator', 'service', 'viewer'] as const;
export type RoleName = (typeof ROLES)[number];

/** Where the build put it: the sandbox is built apart from what ships. */
export const builtOf = (program: ProgramName): string =>
  program === CONSOLE
    ? 'dist/apps/console/server/src/main.js'
    : `${program === SANDBOX ? 'dist-sandbox' : 'dist'}/apps/${program}/src/main.js`;

export const databaseOf = (service: ServiceName): string => `push_${service.replaceAll('-', '_')}`;
