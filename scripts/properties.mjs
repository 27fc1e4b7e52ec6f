// Tells very many random histories: `npm run properties`, or `npm run properties -- 5000` for another number.
import { spawnSync } from 'node:child_process';

const runs = process.argv[2] ?? '100000';
if (!/^[1-9]\d*$/.test(runs)) {
  console.error('npm run properties -- <how many histories>');
  process.exit(1);
}
const told = spawnSync('npx', ['jest', 'test/domain/properties.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, ORDO_PROPERTY_RUNS: runs },
});
process.exit(told.status ?? 1);
