// Commands by which people change an order: place, confirm, contact, amend, pay, and the clock of development.
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { decimalText, minorUnits } from '../../domain/money/decimal';
import { Problem } from '../start/problem';
import { orderText, standing } from './printing';
import type { OrderOut } from './printing';
import { jsonOf, orderId, readOrder } from './session';
import type { Session } from './session';
import { sampleOrder } from './sample-order';

/** Adds the commands that change an order. */
export function addWriting(program: Command, session: () => Session): void {
  program
    .command('place')
    .description('place an order: from a JSON file, or a ready sample')
    .argument('[file]', 'the body of POST /v1/orders; left out, a sample is placed')
    .option('--number <number>', 'its number; left out, Ordo gives one')
    .action(async (file: string | undefined, { number }: { number?: string }) => {
      const { ask, shop, say } = session();
      const body =
        file === undefined ? sampleOrder(shop, number, new Date()) : fromFile(file, number);
      say(await ask<OrderOut>({ role: 'storefront', path: '/v1/orders', body }), orderText);
    });

  program
    .command('confirm')
    .description('the customer agrees')
    .argument('<order>', 'its id or number')
    .option('--channel <channel>', 'phone, email, sms, voice, chat or link', 'phone')
    .option('--note <text>', 'a note kept with it')
    .action((order: string, options: { channel: string; note?: string }) =>
      tell(session(), order, { what: 'confirmation', body: options }),
    );

  program
    .command('contact')
    .description('one attempt to reach the customer')
    .argument('<order>', 'its id or number')
    .argument('<outcome>', 'reached, no_answer, busy, wrong_number, call_back or declined')
    .option('--call-back-at <instant>', 'when the customer wants to be called')
    .option('--reason <reason>', 'why it was declined')
    .option('--note <text>', 'a note kept with it')
    .action((order: string, outcome: string, options: object) =>
      tell(session(), order, { what: 'contact-attempts', body: { outcome, ...options } }),
    );

  program
    .command('pay')
    .description('money came in')
    .argument('<order>', 'its id or number')
    .argument('[amount]', 'in whole units and cents, like 3799.00; left out, all that is due')
    .option('--method <method>', 'how it was paid', 'cash')
    .option('--reference <text>', 'number of the receipt')
    .action(async (order: string, amount: string | undefined, options: object) => {
      const found = await readOrder(session(), order);
      const due = found.totals['due'] ?? { amount: 0, currency: 'RUB' };
      const sum = amount === undefined ? due : { ...due, amount: sumIn(amount, due.currency) };
      const path = `/v1/orders/${found.id}/payments`;
      const body = { ...options, amount: sum };
      session().say(
        await session().ask<{ state: string }>({ role: 'cashier', path, body }),
        (paid) => `${decimalText(sum.amount, sum.currency)} ${sum.currency}: ${paid.state}`,
      );
    });
  addAmend(program, session);
  addClock(program, session);
}

function addAmend(program: Command, session: () => Session): void {
  program
    .command('amend')
    .description('change an order; every party it touches is told')
    .argument('<order>', 'its id or number')
    .option(
      '--set-quantity <line=n>',
      'how many of a line, like line-1=2; may be repeated',
      collect,
      [],
    )
    .option('--remove-line <line>', 'leaves a line out; may be repeated', collect, [])
    .option('--changes <json>', 'any changes, as the API takes them', '[]')
    .option('--preview', 'only show what would follow')
    .option('--note <text>', 'a note kept with it')
    .action(async (order: string, options: AmendOptions) => {
      const changes = changesOf(options);
      const { id, version } = await readOrder(session(), order);
      const path = `/v1/orders/${id}/amendments${options.preview ? '/preview' : ''}`;
      const note = options.note === undefined || options.preview ? {} : { note: options.note };
      const body = { changes, ...note };
      const asked = options.preview ? { path, body } : { path, body, version };
      const answer = await session().ask<Amended>({ role: 'manager', ...asked });
      session().say(answer, amendedText);
    });
}

interface AmendOptions {
  readonly setQuantity: readonly string[];
  readonly removeLine: readonly string[];
  readonly changes: string;
  readonly preview?: true;
  readonly note?: string;
}

interface Amended {
  readonly version: number;
  readonly state?: string;
  readonly parties?: readonly { readonly party: string; readonly effect: string }[];
  readonly refusals?: readonly { readonly pointer: string; readonly refusal: string }[];
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

function changesOf({ setQuantity, removeLine, changes }: AmendOptions): readonly unknown[] {
  const given = jsonOf(changes, '--changes');
  const all = [
    ...setQuantity.map((one) => {
      const [, lineId, quantity] = /^(.+)=(\d+)$/.exec(one) ?? [];
      if (lineId === undefined) throw new Problem(`--set-quantity ${one}: write it like line-1=2.`);
      return { type: 'set_quantity', lineId, quantity: Number(quantity) };
    }),
    ...removeLine.map((lineId) => ({ type: 'remove_line', lineId })),
    ...(Array.isArray(given) ? (given as unknown[]) : [given]),
  ];
  if (all.length > 0) return all;
  throw new Problem('Say what to change: --set-quantity, --remove-line or --changes.');
}

function amendedText({ version, state, parties = [], refusals = [] }: Amended): string {
  return [
    `version ${version}${state === undefined ? ' now; this would follow:' : `: ${state}`}`,
    ...parties.map(({ party, effect }) => `  ${party}: ${effect}`),
    ...refusals.map(({ pointer, refusal }) => `  refused: ${pointer} ${refusal}`),
  ].join('\n');
}

function addClock(program: Command, session: () => Session): void {
  program
    .command('fast-forward')
    .description('move the clock of one order, and only its own (development only)')
    .argument('<order>', 'its id or number')
    .option('--by <duration>', 'ISO 8601, like P1D or PT2H', 'P1D')
    .action(async (order: string, { by }: { by: string }) => {
      const { ask, say, progress } = session();
      const id = await orderId(session(), order);
      progress(`Moving the clock by ${by}, from deadline to deadline …`);
      const path = `/v1/dev/orders/${id}/fast-forward`;
      const moved = await ask<{ clock: string }>({ role: 'admin', path, body: { by } });
      const after = await readOrder(session(), id);
      say(moved, ({ clock }) => `${clock}\n${standing(after)}`);
    });
}

async function tell(
  session: Session,
  order: string,
  { what, body }: { readonly what: string; readonly body: object },
): Promise<void> {
  const path = `/v1/orders/${await orderId(session, order)}/${what}`;
  session.say(await session.ask<OrderOut>({ role: 'manager', path, body }), standing);
}

function fromFile(file: string, number: string | undefined): unknown {
  try {
    const body = JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8')) as object;
    return { ...body, ...(number === undefined ? {} : { number }) };
  } catch {
    throw new Problem(`${file} cannot be read as JSON: give the body of POST /v1/orders.`);
  }
}

function sumIn(amount: string, currency: string): number {
  const sum = minorUnits(amount, currency);
  if (sum !== null) return sum;
  throw new Problem(`${amount} is no amount: write it like ${decimalText(379_900, currency)}.`);
}
