/**
 * The log of the API process: one line a request, with ids and routes, never addresses with tokens in them,
 * never bodies, never messages of errors that may quote a value.
 */
import pino from 'pino';
import type { DestinationStream, Logger } from 'pino';

/** A log that leaves out what may be personal or secret, wherever somebody hands it over. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    redact: {
      paths: [
        'authorization',
        '*.authorization',
        'phone',
        '*.phone',
        'email',
        '*.email',
        'name',
        '*.name',
        'body',
        '*.body',
      ],
      censor: '…',
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** What may be told of an error: its kind, its code, and where it was thrown. */
export function faultOf(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { fault: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const where = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .map((line) => line.trim());
  return { fault: error.name, ...(code === undefined ? {} : { code }), where };
}
