/**
 * What happens when a rule breaks: the inputs are parked, the life is marked, an administrator gets a
 * task, and everybody who waits for an answer gets one. Whatever is heard next tries again, and the life's
 * own deadline too, so that a release or a policy that mends the fault needs nobody to tell each order.
 */
import type { PoolClient } from 'pg';
import { epoch, instantOf, latest } from '../../domain/calendar/instant';
import type { Instant } from '../../domain/calendar/instant';
import type { Answer, Input, JournalRow, Turn } from '../../domain/life/life';
import { RULES_NUMBER } from '../../domain/life/rules-number';
import type { OrderEvent } from '../../domain/order/events';
import { evolve } from '../../domain/order/evolve';
import { nextId } from '../../domain/order/numbering';
import { nameToKeep } from '../../domain/order/commands/read-command';
import type { Stepped } from '../../domain/order/step';
import { phrase } from '../../domain/order/waiting';
import { asStorable, unstorable } from '../../domain/storable';
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

/** What the engine says only to have the order looked at: it is said anew when it matters again. */
const SAYS_NOTHING = ['due', 'start'];

/** Name and command as a database can keep them; what it cannot keep will be refused as no command. */
function asKept({ name, command }: Input): readonly [string, string] {
  if (asStorable(name) !== name || unstorable(command)) return ['unreadable', '{}'];
  return [name, JSON.stringify(command ?? {})];
}

/** The first look again is after this time, the next after twice the time since, at most a day later. */
const LOOK_AGAIN_MILLIS = 3_600_000;
const LATEST_LOOK_MILLIS = 24 * LOOK_AGAIN_MILLIS;
/** By when an administrator is to have looked: no calendar is asked, for that may be what is broken. */
const DUE_MILLIS = 4 * LOOK_AGAIN_MILLIS;

function lookAgainAt(since: Instant, at: Instant): Instant {
  const lasted = Math.max(LOOK_AGAIN_MILLIS, epoch(at) - epoch(since));
  return instantOf(epoch(at) + Math.min(lasted, LATEST_LOOK_MILLIS));
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
  for (const input of heard.fresh.filter(({ name }) => !SAYS_NOTHING.includes(name))) {
    await client.query(
      `INSERT INTO parked_input (life_id, cause, at, name, command) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING`,
      [request.lifeId, input.cause, input.at, ...asKept(input)],
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
    write(cause, { type: 'TroubleMet', what, commands: [nameToKeep(name)], by: 'ordo' });
    answers[cause] = { refusal: { refusal: 'trouble' } };
  }
  if (!order.tasks.some((task) => task.kind === 'system_trouble')) {
    const dueBy = instantOf(epoch(at) + DUE_MILLIS);
    const task = { kind: 'system_trouble', role: 'admin', about: what, dueBy } as const;
    const taskId = nextId(order, 'task');
    write(`ordo:${String(locked.seq + rows.length + 1)}`, {
      type: 'TaskOpened',
      taskId,
      by: 'ordo',
      ...task,
    });
  }
  const since = order.tasks.find((task) => task.kind === 'system_trouble')?.openedAt ?? at;
  const until = lookAgainAt(since, at);
  return {
    order,
    rows,
    answers,
    outside: [],
    deadline: { key: 'trouble', at: until },
    stage: stageBefore(locked),
    over: false,
    wait: {
      for: 'admin',
      party: null,
      what: phrase('wait.task.system_trouble'),
      since: at,
      until,
      then: phrase('then.try_again'),
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
