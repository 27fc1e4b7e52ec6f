// The command `npm run audit`: tells every order from its journal and compares it with what is stored.
import { parseArgs } from 'node:util';
import { readDatabaseUrl } from '../../config/database-url';
import { livesToAudit } from '../../database/audit';
import { closeDatabase, openDatabase } from '../../database/database';
import { findings } from './findings';

const HELP = `Checks every order of the database in DATABASE_URL: does its journal tell its state, does its money add up, and
does every open order wait for a message, a moment or a person? Changes nothing.

  npm run audit -- [--json]

Exit codes: 0 all is well, 1 something is wrong or the database cannot be read.
`;

async function audit(isJson: boolean): Promise<number> {
  const url = readDatabaseUrl();
  if (url === null) {
    console.error('Set DATABASE_URL to the database to check.');
    return 1;
  }
  const database = openDatabase(url);
  const wrong: { order: string; findings: readonly string[] }[] = [];
  let count = 0;
  try {
    for (let after = ''; ;) {
      const lives = await livesToAudit(database, after);
      const last = lives.at(-1);
      if (!last) break;
      for (const life of lives) {
        const found = findings(life);
        if (found.length > 0) wrong.push({ order: life.workflowId, findings: found });
      }
      count += lives.length;
      after = last.id;
      if (!isJson) process.stderr.write(`\r${count} orders`);
    }
  } finally {
    await closeDatabase(database);
  }
  if (isJson) console.log(JSON.stringify({ orders: count, wrong }, null, 2));
  else {
    const lines = wrong.map((one) => `${one.order}: ${one.findings.join('; ')}`);
    console.log(
      ['\r', ...lines, `${count} orders, ${wrong.length} with something wrong.`].join('\n'),
    );
  }
  return wrong.length === 0 ? 0 : 1;
}

function run(): Promise<number> {
  const options = { json: { type: 'boolean' }, help: { type: 'boolean' } } as const;
  const { values } = parseArgs({ options });
  if (!values.help) return audit(values.json === true);
  console.log(HELP);
  return Promise.resolve(0);
}

run().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message.split('\n')[0] : 'The audit failed.');
    process.exitCode = 1;
  },
);
