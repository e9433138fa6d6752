// Writes one JSON object per line to standard output, for all lines of Nest, our libraries and the services. An object that is given to
// Nest's Logger becomes the fields of the line.
import type { LoggerService } from '@nestjs/common';
import pino from 'pino';
import type { LogLevel } from '../config/platform-fields';
import { cleaned } from './cleaned';

export interface LogOptions {
  readonly service: string;
  readonly version: string;
  readonly level: LogLevel;
  /** Default: standard output, written at once, so that the last lines of a process are not lost. */
  readonly destination?: pino.DestinationStream;
}

/** Nest logs every module and route at the start; these lines are written at debug. */
const CHATTY = new Set([
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestFactory',
  'NestApplication',
]);

export class JsonLogger implements LoggerService {
  readonly #pino: pino.Logger;

  constructor({ service, version, level, destination }: LogOptions) {
    this.#pino = pino(
      {
        level,
        base: { service, version },
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
      },
      destination ?? pino.destination({ dest: 1, sync: true }),
    );
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.#write(CHATTY.has(String(rest.at(-1))) ? 'debug' : 'info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.#write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.#write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.#write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.#write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.#write('fatal', message, rest);
  }

  /** Nest puts the context last and, for errors, the stack before it. */
  #write(level: pino.Level, message: unknown, rest: unknown[]): void {
    if (!this.#pino.isLevelEnabled(level)) return;
    const context = rest.at(-1);
    const stack = rest.length > 1 && typeof rest[0] === 'string' ? rest[0] : undefined;
    const fields = {
      ...(typeof context === 'string' && { context }),
      ...(stack !== undefined && { 'error.stack': stack }),
      ...fieldsOf(message),
    };
    this.#pino[level](cleaned(fields), cleaned(messageOf(message)) as string);
  }
}

function fieldsOf(message: unknown): object {
  if (message instanceof Error) return { error: message };
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return {};
  // pino writes `msg` itself; an object must not have it twice.
  return Object.fromEntries(Object.entries(message).filter(([name]) => name !== 'msg'));
}

function messageOf(message: unknown): string {
  if (message instanceof Error) return message.message;
  if (typeof message === 'object' && message !== null) {
    const { msg, event } = message as { msg?: unknown; event?: unknown };
    return String(msg ?? event ?? 'no message');
  }
  return String(message);
}
