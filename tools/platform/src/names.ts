// The names of the platform's processes, and the callers of its APIs.

/** The services that handle pushes, each with a database of its own. */
export const SERVICES = ['certificates', 'presence', 'device-bindings', 'dispatch', 'delivery-log'] as const;
export type ServiceName = (typeof SERVICES)[number];

export const SANDBOX = 'vendor-sandbox';
export type ProgramName = ServiceName | typeof SANDBOX;

export const ROLES = ['admin', 'operator', 'service', 'viewer'] as const;
export type RoleName = (typeof ROLES)[number];

/** Where the build put it: the sandbox is built apart from what ships. */
export const builtOf = (program: ProgramName): string =>
  `${program === SANDBOX ? 'dist-sandbox' : 'dist'}/apps/${program}/src/main.js`;

export const databaseOf = (service: ServiceName): string => `push_${service.replaceAll('-', '_')}`;
