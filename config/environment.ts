// The settings of a process, read from its environment once, checked whole, and handed on as plain data.
// The only reader of the environment besides Temporal's own (config/temporal.ts). It opens no connection.
import { z } from 'zod';
import { parseCodecKeys } from './codec-keys';
import type { CodecKeys } from './codec-keys';

/** Where a process runs: with stand-ins and the time machine, under tests, or for real. */
export type Profile = 'development' | 'test' | 'production';

/** Everything that may differ between two installations of Ordo. */
export interface Environment {
  readonly profile: Profile;
  readonly databaseUrl: string;
  readonly api: { readonly port: number; readonly publicUrl: string };
  readonly worker: { readonly metricsPort?: number; readonly maxCachedWorkflows: number };
  readonly taskQueue: 'ordo';
  readonly linkSecret: string;
  readonly twilio: {
    readonly accountSid: string;
    readonly authTokens: readonly [string, ...string[]];
    readonly from: string;
    readonly baseUrl?: string;
  };
  readonly sendgrid: {
    readonly apiKey: string;
    readonly from: string;
    readonly eventPublicKey: string;
    readonly baseUrl?: string;
  };
  /** The post's tracking service; absent where it is not asked. */
  readonly russianPost?: {
    readonly login: string;
    readonly password: string;
    readonly baseUrl?: string;
  };
  readonly standIns?: { readonly url: string };
  readonly codec: CodecKeys | null;
  /** Whether servers of parties and storefronts may stand at private addresses. */
  readonly privateAddresses: boolean;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
}

/** Variables by name, as `process.env` holds them. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** What stands in for a provider's credentials outside production, where only stand-ins are called. */
const PLACEHOLDERS = {
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'placeholder',
  TWILIO_FROM: '+15005550006',
  SENDGRID_API_KEY: 'SG.placeholder',
  SENDGRID_FROM: 'shop@example.com',
  SENDGRID_EVENT_PUBLIC_KEY: 'placeholder',
} as const;

// Every message is ours: zod's own may quote the value, and the value may be a secret.
const port = z.coerce.number('must be a port').int('must be a port').min(0).max(65_535);
const url = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' });
const text = z.string('is required').min(1, 'is required');
const postgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must be postgresql://user:password@host:port/database',
});

const variables = z.object({
  ORDO_PROFILE: z
    .enum(['development', 'test', 'production'], 'must be development, test or production')
    .default('production'),
  DATABASE_URL: z.string('is required').pipe(postgresUrl),
  ORDO_API_PORT: port.default(3000),
  ORDO_PUBLIC_URL: url.optional(),
  ORDO_METRICS_PORT: port.optional(),
  ORDO_MAX_CACHED_WORKFLOWS: z.coerce
    .number('must be a whole number')
    .int('must be a whole number')
    .min(0, 'must not be negative')
    .default(1000),
  ORDO_LINK_SECRET: z.string('is required').min(32, 'must have at least 32 characters'),
  TWILIO_ACCOUNT_SID: z.string('is required').regex(/^AC[0-9a-f]{32}$/, 'must be AC and 32 digits'),
  TWILIO_AUTH_TOKEN: text,
  TWILIO_FROM: z
    .string('is required')
    .regex(/^\+\d{6,15}$/, 'must be a phone number like +15005550006'),
  TWILIO_BASE_URL: url.optional(),
  SENDGRID_API_KEY: text,
  SENDGRID_FROM: z.string('is required').pipe(z.email('must be an e-mail address')),
  SENDGRID_EVENT_PUBLIC_KEY: text,
  SENDGRID_BASE_URL: url.optional(),
  RUSSIAN_POST_LOGIN: text.optional(),
  RUSSIAN_POST_PASSWORD: text.optional(),
  RUSSIAN_POST_BASE_URL: url.optional(),
  ORDO_STAND_INS_URL: url.optional(),
  ORDO_CODEC_KEYS: z.string().optional(),
  ORDO_PRIVATE_ADDRESSES: z.enum(['allowed', 'refused'], 'must be allowed or refused').optional(),
  ORDO_LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'must be trace, debug, info, warn, error, fatal or silent',
    )
    .default('info'),
});

/**
 * The settings in `source`. A variable that is set to nothing counts as not set.
 * Throws one error that lists every variable at fault, without any value.
 */
export function readEnvironment(source: Variables = process.env): Environment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const profile = given['ORDO_PROFILE'] ?? 'production';
  const parsed = variables.safeParse(
    profile === 'production' ? given : { ...PLACEHOLDERS, ...given },
  );
  const codec = parseCodecKeys(given['ORDO_CODEC_KEYS']);
  const faults = [
    ...(parsed.success ? productionFaults(parsed.data) : listFaults(parsed.error)),
    ...('fault' in codec ? [`ORDO_CODEC_KEYS ${codec.fault}`] : []),
  ];
  if (!parsed.success || 'fault' in codec || faults.length > 0) {
    throw new Error(['Ordo cannot start with these settings:', ...faults].join('\n  '));
  }
  return toEnvironment(parsed.data, codec.keys);
}

function listFaults(error: z.ZodError): string[] {
  return error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
}

function productionFaults(found: z.infer<typeof variables>): string[] {
  if (found.ORDO_PROFILE !== 'production') return [];
  return [
    ...(found.ORDO_PUBLIC_URL === undefined ? ['ORDO_PUBLIC_URL is required'] : []),
    ...(found.ORDO_STAND_INS_URL === undefined
      ? []
      : ['ORDO_STAND_INS_URL must not be set in production']),
  ];
}

function toEnvironment(found: z.infer<typeof variables>, codec: CodecKeys | null): Environment {
  const [token = '', ...olderTokens] = found.TWILIO_AUTH_TOKEN.split(',').map((one) => one.trim());
  return {
    profile: found.ORDO_PROFILE,
    databaseUrl: found.DATABASE_URL,
    api: {
      port: found.ORDO_API_PORT,
      publicUrl: (found.ORDO_PUBLIC_URL ?? `http://localhost:${found.ORDO_API_PORT}`).replace(
        /\/$/,
        '',
      ),
    },
    worker: {
      maxCachedWorkflows: found.ORDO_MAX_CACHED_WORKFLOWS,
      ...(found.ORDO_METRICS_PORT === undefined ? {} : { metricsPort: found.ORDO_METRICS_PORT }),
    },
    taskQueue: 'ordo',
    linkSecret: found.ORDO_LINK_SECRET,
    twilio: {
      accountSid: found.TWILIO_ACCOUNT_SID,
      authTokens: [token, ...olderTokens],
      from: found.TWILIO_FROM,
      ...(found.TWILIO_BASE_URL === undefined ? {} : { baseUrl: found.TWILIO_BASE_URL }),
    },
    sendgrid: {
      apiKey: found.SENDGRID_API_KEY,
      from: found.SENDGRID_FROM,
      eventPublicKey: found.SENDGRID_EVENT_PUBLIC_KEY,
      ...(found.SENDGRID_BASE_URL === undefined ? {} : { baseUrl: found.SENDGRID_BASE_URL }),
    },
    ...russianPostOf(found),
    ...(found.ORDO_STAND_INS_URL === undefined
      ? {}
      : { standIns: { url: found.ORDO_STAND_INS_URL } }),
    codec,
    privateAddresses:
      (found.ORDO_PRIVATE_ADDRESSES ??
        (found.ORDO_PROFILE === 'production' ? 'refused' : 'allowed')) === 'allowed',
    logLevel: found.ORDO_LOG_LEVEL,
  };
}

function russianPostOf(found: z.infer<typeof variables>): Pick<Environment, 'russianPost'> {
  const { RUSSIAN_POST_LOGIN: login, RUSSIAN_POST_PASSWORD: password } = found;
  const { RUSSIAN_POST_BASE_URL: baseUrl } = found;
  if (login === undefined || password === undefined) return {};
  return { russianPost: { login, password, ...(baseUrl === undefined ? {} : { baseUrl }) } };
}
