/**
 * What every request of Twilio's has in common: it is signed over the configured public address, and its
 * fields are words that anybody may have made up until the signature is checked.
 */
import type { Request } from 'express';
import { z } from 'zod';
import { verifyTwilio } from '../../gateways/twilio-signature';
import type { Dependencies } from '../dependencies';
import { problem } from '../problems/problems';

/** Twilio adds fields as it likes. */
export const twilioFields = z.looseObject({});

type Fields = z.output<typeof twilioFields>;

/** Throws 403 where the request was not signed by Twilio for this address and these fields. */
export function mustBeTwilio(
  { environment: { twilio, api } }: Dependencies,
  request: Request,
  fields: Fields,
): void {
  const signed = verifyTwilio({
    authTokens: twilio.authTokens,
    signature: request.get('x-twilio-signature'),
    url: `${api.publicUrl}${request.originalUrl}`,
    params: fields,
  });
  if (!signed) throw problem('signature-invalid');
}

/** A field's value where it is a word of reasonable length, else null. */
export function wordIn(fields: Fields, name: string): string | null {
  const value = fields[name];
  return typeof value === 'string' && value !== '' && value.length <= 120 ? value : null;
}
