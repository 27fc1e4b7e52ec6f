// What a process makes of its settings: defaults, refusals, and that no secret is ever repeated.
import { randomBytes } from 'node:crypto';
import { readEnvironment } from '../../config/environment';

const development = {
  ORDO_PROFILE: 'development',
  DATABASE_URL: 'postgresql://ordo:pw@localhost:5433/ordo',
  ORDO_LINK_SECRET: 'x'.repeat(32),
};
const production = {
  ...development,
  ORDO_PROFILE: 'production',
  ORDO_PUBLIC_URL: 'https://orders.example.com/',
  TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'new-token, old-token',
  TWILIO_FROM: '+15005550006',
  SENDGRID_API_KEY: 'SG.key',
  SENDGRID_FROM: 'shop@example.com',
  SENDGRID_EVENT_PUBLIC_KEY: 'public-key',
};

describe('settings', () => {
  test('when only the database and the link secret are given in development, then the rest has defaults', () => {
    const environment = readEnvironment(development);
    expect(environment.api).toEqual({ port: 3000, publicUrl: 'http://localhost:3000' });
    expect(environment.worker).toEqual({ maxCachedWorkflows: 1000 });
    expect(environment.codec).toBeNull();
    expect(environment).not.toHaveProperty('standIns');
  });

  test('when no profile is given, then it is production and every credential is asked for', () => {
    const { ORDO_PROFILE: _, ...without } = development;
    expect(() => readEnvironment(without)).toThrow(/SENDGRID_API_KEY is required/);
  });

  test.each(Object.keys(production).filter((name) => name !== 'ORDO_PROFILE'))(
    'when %s is missing in production, then it is named',
    (name) => {
      expect(() => readEnvironment({ ...production, [name]: '' })).toThrow(`${name} is required`);
    },
  );

  test('when production is complete, then every token is accepted and the public address has no slash', () => {
    const environment = readEnvironment(production);
    expect(environment.twilio.authTokens).toEqual(['new-token', 'old-token']);
    expect(environment.api.publicUrl).toBe('https://orders.example.com');
  });

  test('when stand-ins are named in production, then it is refused', () => {
    const source = { ...production, ORDO_STAND_INS_URL: 'http://localhost:4010' };
    expect(() => readEnvironment(source)).toThrow(/ORDO_STAND_INS_URL must not be set/);
  });

  test('when several settings are wrong, then all are listed and no value is repeated', () => {
    const secret = 'hunter2-hunter2';
    const source = {
      ...development,
      DATABASE_URL: secret,
      ORDO_LINK_SECRET: secret,
      ORDO_API_PORT: secret,
      ORDO_CODEC_KEYS: secret,
      TWILIO_ACCOUNT_SID: secret,
      SENDGRID_FROM: secret,
      TWILIO_BASE_URL: secret,
      ORDO_LOG_LEVEL: secret,
    };
    const message = messageOf(() => readEnvironment(source));
    for (const name of Object.keys(source)) {
      if (name !== 'ORDO_PROFILE') expect(message).toContain(`${name} must`);
    }
    expect(message).not.toContain(secret);
  });

  test('when nothing is said of private addresses, then production refuses them and development does not', () => {
    expect(readEnvironment(development).privateAddresses).toBe(true);
    const refused = { ...development, ORDO_PRIVATE_ADDRESSES: 'refused' };
    expect(readEnvironment(refused).privateAddresses).toBe(false);
    expect(readEnvironment(production).privateAddresses).toBe(false);
    const wrong = { ...development, ORDO_PRIVATE_ADDRESSES: 'yes' };
    expect(() => readEnvironment(wrong)).toThrow(/allowed or refused/);
  });

  test('when codec keys are given, then the first encrypts and all are known', () => {
    const keys = `new:${key()},old:${key()}`;
    const { codec } = readEnvironment({ ...development, ORDO_CODEC_KEYS: keys });
    expect(codec?.defaultKeyId).toBe('new');
    expect([...(codec?.keys.keys() ?? [])]).toEqual(['new', 'old']);
  });

  test('when a codec key has the wrong length or an id comes twice, then it is refused', () => {
    const short = `a:${randomBytes(16).toString('base64')}`;
    const twice = `a:${key()},a:${key()}`;
    expect(() => readEnvironment({ ...development, ORDO_CODEC_KEYS: short })).toThrow(/32 bytes/);
    expect(() => readEnvironment({ ...development, ORDO_CODEC_KEYS: twice })).toThrow(/twice/);
  });
});

function key(): string {
  return randomBytes(32).toString('base64');
}

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}
