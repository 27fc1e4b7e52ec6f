// The secrets of a development installation: made at the first start, kept in one file that only its owner may read.
// They protect a developer's own machine and nothing else.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keys of the API by shop and role. */
export type ApiKeys = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Everything secret that `npm start` hands to the programs it starts. */
export interface DevelopmentSecrets {
  readonly linkSecret: string;
  readonly twilio: { readonly accountSid: string; readonly authToken: string };
  readonly sendgrid: {
    readonly apiKey: string;
    /** Base64 of DER (SPKI), as the provider shows it. */
    readonly eventPublicKey: string;
    /** PEM, in a file because the stand-in takes a file. */
    readonly privateKeyFile: string;
  };
  readonly apiKeys: ApiKeys;
}

const SHOPS = ['demo', 'parts'];
const ROLES = [
  'storefront',
  'manager',
  'senior_manager',
  'dispatcher',
  'warehouse',
  'courier',
  'cashier',
  'finance',
  'admin',
  'auditor',
];

/** The secrets kept in `stateFolder`, made there where they are not. */
export function developmentSecrets(stateFolder: string): DevelopmentSecrets {
  const file = join(stateFolder, 'secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as DevelopmentSecrets;
  const secrets = makeSecrets(join(stateFolder, 'sendgrid-private-key.pem'));
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}

function makeSecrets(privateKeyFile: string): DevelopmentSecrets {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  writeFileSync(privateKeyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), {
    mode: 0o600,
  });
  return {
    linkSecret: word(32),
    twilio: { accountSid: `AC${randomBytes(16).toString('hex')}`, authToken: word(16) },
    sendgrid: {
      apiKey: `SG.${word(16)}`,
      eventPublicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
      privateKeyFile,
    },
    apiKeys: Object.fromEntries(SHOPS.map((shop) => [shop, keysFor(shop)])),
  };
}

function keysFor(shop: string): Record<string, string> {
  return Object.fromEntries(ROLES.map((role) => [role, `ordo_${shop}_${role}_${word(18)}`]));
}

function word(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
