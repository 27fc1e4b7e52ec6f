// What every command is given: how to ask, how to print, and how to find an order by its number.
import { Problem } from '../start/problem';
import type { Ask } from './api-client';
import type { OrderOut } from './printing';

/** Where words go; tests listen instead of a terminal. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

export interface Session {
  readonly ask: Ask;
  readonly shop: string;
  /** Prints the answer: as it is for programs, in words for people. */
  readonly say: <Answer>(answer: Answer, words: (answer: Answer) => string) => void;
  /** Tells people what is being waited for; programs are told nothing. */
  readonly progress: (words: string) => void;
}

/** The id of an order named by id or number. */
export async function orderId({ ask, shop }: Session, named: string): Promise<string> {
  if (/^ord_\w+$/.test(named)) return named;
  const path = `/v1/orders?shop=${encodeURIComponent(shop)}&number=${encodeURIComponent(named)}`;
  const found = await ask<{ readonly items: readonly { readonly id: string }[] }>({
    role: 'manager',
    path,
  });
  const [first] = found.items;
  if (first) return first.id;
  throw new Problem(
    `The shop ${shop} has no order ${named}: \`npm run ordo -- list\` shows what there is.`,
  );
}

/** The order named by id or number, as the API shows it. */
export async function readOrder(session: Session, named: string): Promise<OrderOut> {
  const id = await orderId(session, named);
  return session.ask<OrderOut>({ role: 'manager', path: `/v1/orders/${id}` });
}

/** JSON out of an argument; throws a `Problem` naming the option where it is none. */
export function jsonOf(text: string, option: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(
      `${option} is no JSON: put it in single quotes, like '{"reason":"courier_late"}'.`,
    );
  }
}
