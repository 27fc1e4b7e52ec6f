/**
 * What Ordo asks of a courier service's reports, whichever their fields and signature are: the other half of the
 * adapter that tells it. Nothing here knows a service, nor what a report leads to.
 */
import type { z } from 'zod';

export interface CarrierReport {
  /** The instruction it is about, by our id. */
  readonly reference: string;
  /** The message the service had last, by our id. */
  readonly message: string;
  /** What it says, in the service's own code. */
  readonly code: string;
  readonly tracking: string | null;
  /** When it happened, in milliseconds since 1970 by the service's clock. */
  readonly at: number;
}

export interface CarrierReader<Schema extends z.ZodType = z.ZodType> {
  /** Its form as the service sends it; what is more in it one day is no fault. */
  readonly schema: Schema;
  /** True only where one of the secrets signed it. */
  isSigned(form: z.output<Schema>, secrets: readonly string[]): boolean;
  read(form: z.output<Schema>): CarrierReport;
}
