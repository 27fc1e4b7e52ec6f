// Commands that only look: show, explain, timeline, list.
import type { Command } from 'commander';
import { orderText, standing } from './printing';
import { orderId, readOrder } from './session';
import type { Session } from './session';

interface Listed {
  readonly items: readonly {
    readonly id: string;
    readonly number: string;
    readonly stage: string;
    readonly waitingFor: string | null;
    readonly dueBy: string | null;
  }[];
}

interface Timeline {
  readonly items: readonly { readonly at: string; readonly by: string; readonly text: string }[];
}

/** Adds the commands that only look. */
export function addReading(program: Command, session: () => Session): void {
  program
    .command('show')
    .description('everything about one order')
    .argument('<order>', 'its id or number')
    .action(async (order: string) => {
      session().say(await readOrder(session(), order), orderText);
    });

  program
    .command('explain')
    .description('what an order waits for, for whom, until when, and what then')
    .argument('<order>', 'its id or number')
    .action(async (order: string) => {
      session().say(await readOrder(session(), order), standing);
    });

  program
    .command('timeline')
    .description('every event of an order, the oldest first')
    .argument('<order>', 'its id or number')
    .action(async (order: string) => {
      const id = await orderId(session(), order);
      const path = `/v1/orders/${id}/timeline`;
      const found = await session().ask<Timeline>({ role: 'manager', path });
      session().say(found, ({ items }) =>
        items.map(({ at, by, text }) => `${at}  ${text}  [${by}]`).join('\n'),
      );
    });

  program
    .command('list')
    .description('orders and whom they wait for, the latest first')
    .option('-q, --query <text>', 'part of a number or name, the end of a phone number, an e-mail')
    .option('--stage <stage>', 'only this stage')
    .option('--waiting-for <whom>', 'customer, warehouse, supplier, carrier, manager, …')
    .option('--overdue', 'only orders whose wait is over')
    .option('--limit <n>', 'how many at most', '20')
    .action(async (options: ListOptions) => {
      session().say(await list(session(), options), ({ items }) =>
        items.length === 0 ? 'No orders.' : items.map(listed).join('\n'),
      );
    });
}

interface ListOptions {
  readonly query?: string;
  readonly stage?: string;
  readonly waitingFor?: string;
  readonly overdue?: true;
  readonly limit: string;
}

function list({ ask, shop }: Session, options: ListOptions): Promise<Listed> {
  const { query, stage, waitingFor, overdue, limit } = options;
  const asked = new URLSearchParams({
    ...{ shop, limit },
    ...(query === undefined ? {} : { q: query }),
    ...(stage === undefined ? {} : { stage }),
    ...(waitingFor === undefined ? {} : { waitingFor }),
    ...(overdue ? { overdue: 'true' } : {}),
  });
  return ask<Listed>({ role: 'manager', path: `/v1/orders?${asked.toString()}` });
}

function listed(order: Listed['items'][number]): string {
  const { number, id, stage, waitingFor, dueBy } = order;
  const wait =
    waitingFor === null ? '' : `waits for ${waitingFor}${dueBy === null ? '' : ` until ${dueBy}`}`;
  return `${number}  ${id}  ${stage}  ${wait}`;
}
