// Where operators' commands find the API, and the key they call it with. Both may be given on the command line instead.
import type { Variables } from './environment';

export interface OperatorSettings {
  readonly api: string | null;
  readonly key: string | null;
}

/** ORDO_API_URL and ORDO_API_KEY; null for each that is not set. */
export function readOperatorSettings(source: Variables = process.env): OperatorSettings {
  return { api: source['ORDO_API_URL'] || null, key: source['ORDO_API_KEY'] || null };
}
