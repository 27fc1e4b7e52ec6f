// Commands of those who work for an order: parties answer and report, people take tasks and close them.
import type { Command } from 'commander';
import { Problem } from '../start/problem';
import { taskText } from './printing';
import type { TaskOut } from './printing';
import { jsonOf, orderId, readOrder } from './session';
import type { Session } from './session';

/** Adds what parties say. */
export function addParties(program: Command, session: () => Session): void {
  program
    .command('answer')
    .description('what a party answers to its instruction')
    .argument('<order>', "the order's id or number")
    .argument('<party>', 'who answers, like warehouse-main')
    .argument('<answer>', 'accepted, refused or done')
    .option('--to <what>', 'instruction, revision or call_off; left out, whatever is awaited')
    .option('--reason <reason>', 'already_packed, already_handed_over, out_of_stock, …')
    .option('--tracking <number>', "the carrier's number")
    .action(
      async (...[order, party, answer, options]: [string, string, string, { to?: string }]) => {
        const { instructions, number } = await readOrder(session(), order);
        const told = instructions.find((one) => one.party === party);
        if (!told) {
          const known = instructions.map((one) => one.party).join(', ') || 'nobody yet';
          throw new Problem(`${party} was told nothing about ${number}; told were: ${known}.`);
        }
        const to = options.to ?? told.pending ?? 'instruction';
        const at = `/v1/instructions/${told.id}`;
        const path = `${at}/answers`;
        const seen = await session().ask<{ message: string | null }>({
          ...{ role: 'dispatcher', path: at },
        });
        // Whoever says what is answered may mean an older message than the last.
        const last = options.to === undefined && seen.message !== null;
        const body = { ...options, to, answer, ...(last ? { message: seen.message } : {}) };
        const now = await session().ask<{ party: string; state: string }>({
          role: 'dispatcher',
          path,
          body,
        });
        session().say(now, (one) => `${one.party}: ${one.state}`);
      },
    );

  program
    .command('report')
    .description("a carrier's word about a parcel")
    .argument('<order>', "the order's id or number")
    .argument('<status>', 'handed_over, in_transit, attempt_failed, delivered, returned, lost, …')
    .option('--parcel <id>', 'which parcel, where there are several')
    .option('--reason <word>', 'why it could not be delivered')
    .option('--tracking <number>', "the carrier's number")
    .action(async (order: string, status: string, options: { parcel?: string }) => {
      const { parcel, ...more } = options;
      const { parcels, number } = await readOrder(session(), order);
      const [first, ...others] = parcels.map(({ id }) => id);
      const id = parcel ?? (others.length === 0 ? first : undefined);
      if (id === undefined) {
        const known = parcels.map((one) => one.id).join(', ') || 'none yet';
        throw new Problem(`Say which parcel of ${number} with --parcel: ${known}.`);
      }
      const body = { ...more, status };
      const path = `/v1/parcels/${id}/reports`;
      const now = await session().ask<{ id: string; state: string }>({
        role: 'courier',
        path,
        body,
      });
      session().say(now, (one) => `${one.id}: ${one.state}`);
    });
}

const ROLES = [
  'manager',
  'senior_manager',
  'dispatcher',
  'warehouse',
  'cashier',
  'finance',
  'admin',
];

/** Adds what people do with tasks. */
export function addTasks(program: Command, session: () => Session): void {
  program
    .command('tasks')
    .description('tasks of people, the oldest first')
    .option('--order <order>', 'only of one order')
    .option('--role <role>', 'only of one role')
    .option('--kind <kind>', 'only of one kind')
    .option('--state <state>', 'open, taken, done or withdrawn', 'open')
    .action(async ({ order, ...options }: { order?: string }) => {
      const { ask, shop, say } = session();
      const id = order === undefined ? {} : { orderId: await orderId(session(), order) };
      const asked = new URLSearchParams({ shop, ...id, ...options });
      const path = `/v1/tasks?${asked.toString()}`;
      const found = await ask<{ readonly items: readonly TaskOut[] }>({
        role: 'senior_manager',
        path,
      });
      say(found, ({ items }) =>
        items.length === 0 ? 'No tasks.' : items.map(taskText).join('\n'),
      );
    });

  program
    .command('next')
    .description('take the task that is due first')
    .option('--role <role>', `as whom: ${ROLES.join(', ')}`, 'manager')
    .action(async ({ role }: { role: string }) => {
      const asked = { role, path: '/v1/tasks/next', method: 'POST' } as const;
      const task = await session().ask<TaskOut | null>(asked);
      session().say(task, (one) => (one === null ? 'Nothing to do.' : taskText(one)));
    });

  program
    .command('outcome')
    .description('close a task with one of the outcomes it allows')
    .argument('<task>', 'its id')
    .argument('<outcome>', 'one of its outcomes')
    .option('--note <text>', 'a note kept with it')
    .option('--data <json>', 'what the outcome needs, like a reason or a window', '{}')
    .option('--role <role>', 'as whom; left out, as whoever the task is for')
    .action(async (id: string, outcome: string, options: OutcomeOptions) => {
      const { ask, say } = session();
      const path = `/v1/tasks/${encodeURIComponent(id)}`;
      const data = jsonOf(options.data, '--data');
      const task = await ask<TaskOut>({ role: 'senior_manager', path });
      const role = options.role ?? task.role;
      const note = options.note === undefined ? {} : { note: options.note };
      const body = { outcome, ...note, data };
      // Changes are made on the version that is there now, as `amend` makes them.
      const isChanging = typeof data === 'object' && data !== null && 'changes' in data;
      const seen = isChanging
        ? { version: (await readOrder(session(), task.orderId)).version }
        : {};
      say(await ask<TaskOut>({ role, path: `${path}/outcome`, body, ...seen }), taskText);
    });
}

interface OutcomeOptions {
  readonly note?: string;
  readonly data: string;
  readonly role?: string;
}
