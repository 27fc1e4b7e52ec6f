// The environment in which API and worker run during development. Providers are always the stand-ins,
// whatever the shell holds: trying Ordo out must never send a real message.
import type { Variables } from '../../config/environment';
import type { DevelopmentSecrets } from './development-secrets';

/** Where the things are that the programs need. */
export interface Places {
  readonly databaseUrl: string;
  readonly apiPort: number;
  readonly standInsUrl: string;
  /** Null where the shell names a Temporal server of its own. */
  readonly temporalAddress: string | null;
}

/** The variables for a program, made from those of the shell. */
export function programSettings(
  shell: Variables,
  places: Places,
  secrets: DevelopmentSecrets,
): Variables {
  return {
    ...withoutTemporal(shell, places.temporalAddress),
    ORDO_PROFILE: 'development',
    // Dates are computed in the zone of the shop, never in that of the machine.
    TZ: 'UTC',
    DATABASE_URL: places.databaseUrl,
    ORDO_API_PORT: String(places.apiPort),
    ORDO_PUBLIC_URL: shell['ORDO_PUBLIC_URL'] ?? `http://localhost:${places.apiPort}`,
    ORDO_LINK_SECRET: secrets.linkSecret,
    ORDO_STAND_INS_URL: places.standInsUrl,
    TWILIO_ACCOUNT_SID: secrets.twilio.accountSid,
    TWILIO_AUTH_TOKEN: secrets.twilio.authToken,
    TWILIO_FROM: '+15005550006',
    TWILIO_BASE_URL: places.standInsUrl,
    SENDGRID_API_KEY: secrets.sendgrid.apiKey,
    SENDGRID_FROM: 'shop@example.com',
    SENDGRID_EVENT_PUBLIC_KEY: secrets.sendgrid.eventPublicKey,
    SENDGRID_BASE_URL: places.standInsUrl,
    RUSSIAN_POST_LOGIN: 'stand-in',
    RUSSIAN_POST_PASSWORD: 'stand-in',
    RUSSIAN_POST_BASE_URL: `${places.standInsUrl}/russian-post`,
  };
}

/** Our own server needs none of the shell's settings, and keys or TLS meant for another would only fail. */
function withoutTemporal(shell: Variables, address: string | null): Variables {
  if (address === null) return shell;
  const rest = Object.entries(shell).filter(([name]) => !name.startsWith('TEMPORAL_'));
  return {
    ...Object.fromEntries(rest),
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: 'default',
  };
}
