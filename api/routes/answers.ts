/**
 * Answers that many routes share, as the OpenAPI document describes them.
 */
import type { z } from 'zod';
import type { AnswerSpec } from '../request/route';

/** 200 with a body. */
export function ok(description: string, schema: z.ZodType): Record<200, AnswerSpec> {
  return { 200: { description, schema } };
}

/** 200 with an order or another thing that has a version. */
export function okVersioned(description: string, schema: z.ZodType): Record<200, AnswerSpec> {
  return { 200: { description, schema, headers: ['ETag'] } };
}
