/**
 * Reads parameters and bodies through their schemas and says which field is at fault.
 * Whether the shop's rules allow what was read is not known here.
 */
import express from 'express';
import type { Request, RequestHandler, Response } from 'express';
import { isUtf8 } from 'node:buffer';
import type { z } from 'zod';
import { pointerOf, unstorable } from '../../domain/storable';
import { invalid, problem } from '../problems/problems';
import type { FieldError } from '../problems/problems';
import type { BodySpec } from './route';

const JSON_LIMIT = '256kb';

function refuseOtherEncodings(_request: unknown, _response: unknown, body: Buffer): void {
  if (!isUtf8(body)) throw problem('unreadable', { detail: 'The body is not UTF-8.' });
}

const RECEIVED = new WeakMap<object, Buffer>();

/** The bytes of a JSON body that was received, as they came: what a signature is made over. */
export function bytesOf(request: Request): Buffer {
  return RECEIVED.get(request) ?? Buffer.alloc(0);
}

interface Parser {
  readonly types: readonly string[];
  readonly parse: RequestHandler;
}

const any = (): boolean => true;

/** Each kind of body with its types and its limit; the type is checked before the parser runs. */
const PARSERS: Readonly<Record<BodySpec['type'], Parser>> = {
  json: {
    types: ['application/json'],
    parse: express.json({
      limit: JSON_LIMIT,
      strict: false,
      type: any,
      verify: (request, b, bytes) => {
        RECEIVED.set(request, bytes);
        refuseOtherEncodings(request, b, bytes);
      },
    }),
  },
  form: {
    types: ['application/x-www-form-urlencoded'],
    parse: express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 200, type: any }),
  },
  ndjson: {
    types: ['application/x-ndjson', 'application/ndjson', 'application/jsonl', 'text/plain'],
    parse: express.raw({ limit: '10mb', type: any }),
  },
  raw: { types: [], parse: express.raw({ limit: '5mb', type: any }) },
};

/** The body through its parser, not yet through its schema; undefined where none was sent. */
export async function receiveBody(
  request: Request,
  response: Response,
  spec: BodySpec,
): Promise<unknown> {
  const { types, parse } = PARSERS[spec.type];
  const hasBody =
    request.headers['transfer-encoding'] !== undefined ||
    Number(request.headers['content-length'] ?? 0) > 0;
  if (hasBody && types.length > 0 && !request.is([...types])) {
    throw problem('unsupported-media-type', { detail: `Send ${types[0] ?? 'a body'}.` });
  }
  await new Promise<void>((resolve, reject) => {
    parse(request, response, (error?: unknown) => {
      if (error === undefined || error === null) resolve();
      else reject(error instanceof Error ? error : new Error('a body parser failed'));
    });
  });
  return request.body as unknown;
}

/** What the schema makes of a value; throws 422 with a pointer for every fault. */
export function readWith<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const bad = unstorable(value);
  if (bad) throw invalid([bad]);
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw invalid(read.error.issues.flatMap(faultsOf));
}

/** What is wrong in words of our own: zod's may quote the value, and the value may be personal. */
function faultsOf(issue: z.core.$ZodIssue): readonly FieldError[] {
  const pointer = pointerOf(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        pointer: `${pointer}${pointerOf([key])}`,
        detail: 'is not known',
      }));
    case 'invalid_union':
      return [{ pointer, detail: 'fits none of the forms allowed here' }];
    case 'invalid_type':
      return [{ pointer, detail: missingOr(issue) }];
    case 'invalid_value':
      return [{ pointer, detail: `must be one of: ${issue.values.map(String).join(', ')}` }];
    case 'too_big':
      return [
        { pointer, detail: `must be at most ${String(issue.maximum)}${unitOf(issue.origin)}` },
      ];
    case 'too_small':
      return [
        { pointer, detail: `must be at least ${String(issue.minimum)}${unitOf(issue.origin)}` },
      ];
    case 'invalid_format':
      return [{ pointer, detail: `has the wrong form (${issue.format})` }];
    case 'custom':
      return [{ pointer, detail: issue.message }];
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
      return [{ pointer, detail: 'is not valid' }];
  }
}

function missingOr(issue: z.core.$ZodIssueInvalidType): string {
  return issue.input === undefined
    ? `is required (${issue.expected})`
    : `must be ${issue.expected}`;
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' || origin === 'set' ? ' entries' : '';
}
