// Answers of the API as people read them on a terminal. Words only.
import { decimalText } from '../../domain/money/decimal';

export interface MoneyOut {
  readonly amount: number;
  readonly currency: string;
}

export interface OrderOut {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly stage: string;
  readonly closed: { readonly reason: string; readonly at: string } | null;
  readonly waiting: {
    readonly sentence: string;
    readonly until: string | null;
    readonly then: string;
    readonly who: string;
    readonly what: string;
  } | null;
  readonly lines: readonly {
    readonly id: string;
    readonly sku: string;
    readonly title: string;
    readonly quantity: number;
    readonly state: string;
    readonly price: MoneyOut;
  }[];
  readonly totals: Readonly<Record<string, MoneyOut>>;
  readonly instructions: readonly {
    readonly id: string;
    readonly party: string;
    readonly kind: string;
    readonly state: string;
    readonly pending: string | null;
    readonly overdue: boolean;
  }[];
  readonly parcels: readonly {
    readonly id: string;
    readonly carrier: string;
    readonly state: string;
  }[];
  readonly tasks: readonly {
    readonly id: string;
    readonly kind: string;
    readonly dueBy: string | null;
  }[];
  readonly allowed: readonly string[];
}

export interface TaskOut {
  readonly id: string;
  readonly kind: string;
  readonly role: string;
  readonly state: string;
  readonly orderId: string;
  readonly title: string;
  readonly dueBy: string | null;
  readonly takenBy: string | null;
  readonly allowed: readonly string[];
  readonly missing: readonly string[];
  readonly data: Readonly<Record<string, unknown>>;
}

const money = ({ amount, currency }: MoneyOut): string =>
  `${decimalText(amount, currency)} ${currency}`;

/** Where the order stands, in one line. */
export function standing({ number, id, stage, waiting, closed }: OrderOut): string {
  const why = closed ? `closed: ${closed.reason}` : (waiting?.sentence ?? '');
  return `${number}  ${id}  ${stage}  ${why}`;
}

/** Everything of the order that somebody would ask for. */
export function orderText(order: OrderOut): string {
  const { version, lines, totals, instructions, parcels, tasks, allowed } = order;
  const sums = Object.entries(totals).map(([name, sum]) => `${name} ${money(sum)}`);
  return [
    standing(order),
    `version ${version}`,
    ...lines.map(
      (one) =>
        `  ${one.id}  ${one.quantity} × ${one.title} (${one.sku})  ${money(one.price)}  ${one.state}`,
    ),
    `  ${sums.join(', ')}`,
    ...instructions.map((one) => {
      const more = [one.pending ? `asked: ${one.pending}` : '', one.overdue ? 'overdue' : ''];
      return `  ${one.party} (${one.kind}): ${[one.state, ...more].filter(Boolean).join(', ')}`;
    }),
    ...parcels.map((one) => `  ${one.id} by ${one.carrier}: ${one.state}`),
    ...tasks.map((one) => `  task ${one.id}: ${one.kind}, due ${one.dueBy ?? 'at any time'}`),
    `  allowed: ${allowed.join(', ')}`,
  ].join('\n');
}

/** One task, with how it may end. */
export function taskText(task: TaskOut): string {
  const { id, kind, role, state, title, dueBy, takenBy, allowed, missing, data } = task;
  const late = data['overdue'] === true ? ' (overdue)' : '';
  return [
    `${id}  ${kind}  ${role}  ${state}${takenBy === null ? '' : ` by ${takenBy}`}`,
    `  ${title}; due ${dueBy ?? 'at any time'}${late}; order ${task.orderId}`,
    ...(allowed.length > 0 ? [`  outcomes: ${allowed.join(', ')}`] : []),
    ...(missing.length > 0 ? [`  missing: ${missing.join(', ')}`] : []),
  ].join('\n');
}
