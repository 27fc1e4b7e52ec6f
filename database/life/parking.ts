/**
 * What happens when a rule breaks: the inputs are parked, the life is marked, an administrator gets a
 * task, and everybody who waits for an answer gets one. `solved`, or the next release, tries again.
 */
import type { PoolClient } from 'pg';
import { latest } from '../../domain/calendar/instant';
import type { Answer, Input, JournalRow, Turn } from '../../domain/life/life';
import { RULES_NUMBER } from '../../domain/life/rules-number';
import type { OrderEvent } from '../../domain/order/events';
import { evolve } from '../../domain/order/evolve';
import { nextId } from '../../domain/order/numbering';
import type { Stepped } from '../../domain/order/step';
import { phrase } from '../../domain/order/waiting';
import { heardOf } from './heard';
import { lockLife } from './lock-life';
import type { CommitRequest, Locked } from './lock-life';
import { turnOf } from './turn';
import { writeStep } from './write-step';

/** The kind of a fault without its text, which might quote personal data. */
function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown fault';
  const asserted = /^assertion failed: [\w .:'-]{1,120}$/.test(error.message);
  const policy = error.message.startsWith('policy names a party');
  return asserted || policy ? error.message : error.name;
}

/** Parks inputs that broke a rule; rethrows where there is no life to park them at. */
export async function parkInputs(
  client: PoolClient,
  request: CommitRequest,
  error: unknown,
): Promise<Turn> {
  const locked = await lockLife(client, request.lifeId);
  if (!locked) throw error;
  const heard = await heardOf(client, request);
  const what = faultOf(error);
  const stepped = troubled(locked, heard.fresh, { what, now: request.now });
  for (const input of heard.fresh) {
    await client.query(
      `INSERT INTO parked_input (life_id, cause, at, name, command) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING`,
      [request.lifeId, input.cause, input.at, input.name, JSON.stringify(input.command ?? {})],
    );
  }
  await writeStep(client, {
    before: locked.state,
    stepped,
    seq: locked.seq,
    policyVersion: locked.policy_version,
    rules: RULES_NUMBER,
    clockOffset: locked.clock_offset,
    read: heard.read,
    trouble: what,
  });
  return turnOf(stepped, locked.terms, heard.known);
}

/** The life as it is, with a note of the trouble and a task: no rule of the shop is asked. */
function troubled(
  locked: Locked,
  inputs: readonly Input[],
  { what, now }: { readonly what: string; readonly now: string },
): Stepped {
  const at = latest(locked.state.at, now);
  const rows: JournalRow<OrderEvent>[] = [];
  let order = locked.state;
  const write = (cause: string, event: OrderEvent): void => {
    order = evolve(order, event, at);
    const part = rows.filter((row) => row.cause === cause).length;
    rows.push({ seq: locked.seq + rows.length + 1, cause, part, at, event });
  };
  const answers: Record<string, Answer> = {};
  for (const { cause, name } of inputs) {
    write(cause, { type: 'TroubleMet', what, commands: [name.slice(0, 60)], by: 'ordo' });
    answers[cause] = { refusal: { refusal: 'trouble' } };
  }
  if (!order.tasks.some((task) => task.kind === 'system_trouble')) {
    const task = { kind: 'system_trouble', role: 'admin', about: what, dueBy: null } as const;
    const taskId = nextId(order, 'task');
    write(`ordo:${String(locked.seq + rows.length + 1)}`, {
      type: 'TaskOpened',
      taskId,
      by: 'ordo',
      ...task,
    });
  }
  return {
    order,
    rows,
    answers,
    outside: [],
    deadline: null,
    stage: stageBefore(locked),
    over: false,
    wait: {
      for: 'admin',
      party: null,
      what: phrase('wait.task.system_trouble'),
      since: at,
      until: null,
      then: phrase('then.nothing'),
    },
  };
}

function stageBefore(locked: Locked): Stepped['stage'] {
  if (locked.state.closing) return 'cancelling';
  return locked.state.agreement ? 'instructing' : 'agreeing';
}

/** Inputs parked earlier, to be decided again together with what is heard now. */
export async function unparkedInputs(
  client: PoolClient,
  request: CommitRequest,
): Promise<readonly Input[]> {
  const taken = await client.query<{ cause: string; at: string; name: string; command: unknown }>(
    'DELETE FROM parked_input WHERE life_id = $1 RETURNING cause, at, name, command',
    [request.lifeId],
  );
  return taken.rows.map((row) => ({ ...row, cause: `again:${row.cause}` }));
}
