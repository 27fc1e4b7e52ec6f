// Makes shops and their keys in the database: what an operator does once, before the API has anybody to let in.
// A key is shown once; only its hash is kept.
import { Command, CommanderError } from 'commander';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { asPolicy, policySchema } from '../../api/schemas/policy';
import { PERMISSIONS } from '../../api/request/permissions';
import { shopField } from '../../api/schemas/fields';
import type { Database } from '../../database/database';
import { addKey, listKeys, makeShop, revokeKey, unknownShops } from '../../database/shops/shops';
import { DEMO_POLICY } from '../../domain/policy/demo-policy';
import type { Policy } from '../../domain/policy/policy';
import type { Role } from '../../domain/tasks/task';
import type { Terminal } from '../ordo/session';
import { Problem } from '../start/problem';

const AFTER_HELP = `
Examples:
  npm run shop -- policy > policy.json
  npm run shop -- make my-shop --policy policy.json
  npm run shop -- key my-shop admin
  npm run shop -- revoke key_0123456789abcdef

The database is the one of DATABASE_URL. Exit codes: 0 done, 1 refused, 2 not understood.`;

const ROLES: readonly string[] = [...new Set<string>(Object.values(PERMISSIONS).flat())].sort();

/** Runs one command; answers the exit code and throws for nothing but a bug or the database. */
export async function runShop(
  words: readonly string[],
  { terminal, database }: { readonly terminal: Terminal; readonly database: () => Database },
): Promise<number> {
  const say = (text: string): void => terminal.out(`${text}\n`);
  const program = new Command('shop')
    .description('Make shops and their API keys.')
    .addHelpText('after', AFTER_HELP)
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showHelpAfterError('(--help shows what there is)')
    .exitOverride();
  program
    .command('policy')
    .description('print a policy to begin with')
    .action(() => say(JSON.stringify(DEMO_POLICY, null, 2)));
  program
    .command('make')
    .description('make a shop')
    .argument('<shop>', 'its id: small letters, digits and -')
    .requiredOption('--policy <file>', 'its policy as JSON')
    .action(async (shop: string, { policy }: { policy: string }) => {
      const isNew = await makeShop(database(), { id: shopId(shop), policy: readPolicy(policy) });
      if (!isNew)
        throw new Problem(`There is a shop ${shop} already: change its policy over the API.`);
      say(`The shop ${shop} is made. Its first key: npm run shop -- key ${shop} admin`);
    });
  program
    .command('key')
    .description('make a key for a role; it is shown this once')
    .argument('<shops>', 'one shop, or several with commas')
    .argument('<role>', ROLES.join(', '))
    .option('--title <words>', 'whose it is')
    .action(async (shops: string, role: string, { title }: { title?: string }) => {
      say(await makeKey(database(), { shops: shops.split(','), role, title }));
    });
  program
    .command('keys')
    .description('list keys by id; the keys themselves are kept nowhere')
    .argument('[shop]', 'only of this shop')
    .action(async (shop: string | undefined) => {
      const found = await listKeys(database(), shop ?? null);
      const lines = found.map(
        (key) =>
          `${key.id}  ${key.role}  ${key.shops.join(',')}  ${key.title}${key.isRevoked ? '  revoked' : ''}`,
      );
      say(lines.length === 0 ? 'No keys.' : lines.join('\n'));
    });
  program
    .command('revoke')
    .description('make a key worthless; every API hears of it within five seconds')
    .argument('<id>', 'id of the key')
    .action(async (id: string) => {
      if (!(await revokeKey(database(), id, database().wall()))) {
        throw new Problem(`There is no key ${id} that works: npm run shop -- keys`);
      }
      say(`The key ${id} is revoked.`);
    });
  return run(program, words, terminal);
}

async function run(program: Command, words: readonly string[], { err }: Terminal): Promise<number> {
  try {
    await program.parseAsync([...words], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof Problem)) throw error;
    err(`${error.message}\n`);
    return 1;
  }
}

async function makeKey(
  database: Database,
  wanted: {
    readonly shops: readonly string[];
    readonly role: string;
    readonly title?: string | undefined;
  },
): Promise<string> {
  const { shops, role, title = `${shops.join(', ')} ${role}` } = wanted;
  if (!ROLES.includes(role))
    throw new Problem(`There is no role ${role}; roles are ${ROLES.join(', ')}.`);
  const missing = await unknownShops(database, shops);
  if (missing.length > 0)
    throw new Problem(`There is no shop ${missing.join(', ')}: npm run shop -- make`);
  const key = `ordo_${randomBytes(24).toString('hex')}`;
  const id = `key_${randomBytes(8).toString('hex')}`;
  const hash = createHash('sha256').update(key).digest('hex');
  await addKey(database, { id, hash, role: role as Role, shops, title });
  return `${key}\n(id ${id}; this is the only time the key is shown)`;
}

function shopId(shop: string): string {
  if (shopField.safeParse(shop).success) return shop;
  throw new Problem(`${shop} is no id of a shop: use small letters, digits and -.`);
}

function readPolicy(file: string): Policy {
  const read = policySchema.safeParse(jsonIn(file));
  if (read.success) return asPolicy(read.data);
  const [issue] = read.error.issues;
  throw new Problem(
    `${file} is no policy: /${issue?.path.map(String).join('/') ?? ''} ${issue?.message ?? ''}.`,
  );
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Problem(
      `${file} cannot be read as JSON: npm run shop -- policy prints one to begin with.`,
    );
  }
}
