// What the command line of the demo may say. Plain Node, so that help and mistakes are answered before any set-up.
import { parseArgs } from 'node:util';

export const HELP = `Plays a shop's day: orders of different fates over weeks of order time, in a minute or two.

  npm run demo -- [--lang en|ru] [--only NAME,NAME] [--json]

  --lang LANG  the language of the demo's own words, en (default) or ru; what Ordo says comes in the shop's language
  --only NAMES only these fates, by the names in the second column of what is printed
  --json       beside the lines, which then go to standard error, one JSON document on standard output at the end:
               every order's fate and timeline (npm run --silent demo -- --json > day.json)
  --help       this page

It plays on the Ordo that \`npm start\` runs in this folder; where none runs, it starts one and stops it at the end.
Customers, managers, warehouses, suppliers and couriers are played over the public HTTP API; every order's own
clock is moved from wait to wait. Fates: scripts/demo/fates/.

Exit code: 0 when every order came to the end its fate tells, 1 when one did not, 130 after Ctrl-C.`;

const OPTIONS = {
  lang: { type: 'string', default: 'en' },
  only: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
};

/** The options, or one readable `problem` with them. */
export function readOptions(argv) {
  try {
    const { values } = parseArgs({ args: argv, options: OPTIONS });
    if (!['en', 'ru'].includes(values.lang)) {
      return { problem: `--lang is en or ru, not "${values.lang}"; see npm run demo -- --help` };
    }
    const only = values.only === undefined ? null : values.only.split(',').map((one) => one.trim());
    return { lang: values.lang, only, json: values.json, help: values.help };
  } catch (error) {
    const [first] = error.message.split(/[.\n]/);
    return { problem: `${first}; see npm run demo -- --help` };
  }
}
