// The command by which a person has a message sent again: it finds the message meant on the order's timeline.
import type { Command } from 'commander';
import { Problem } from '../start/problem';
import { orderId } from './session';
import type { Session } from './session';

interface Row {
  readonly type: string;
  readonly data: { readonly messageId?: string; readonly purpose?: string };
}

/** Adds the command that has a message sent again. */
export function addResend(program: Command, session: () => Session): void {
  program
    .command('resend')
    .description('send a message to the customer again, as a new one')
    .argument('<order>', 'its id or number')
    .argument('[message]', "the message's id or purpose; left out, the latest message")
    .option('--channel <way>', 'sms or email; left out, the way agreed with the customer')
    .action(async (...[order, named, options]: [string, string | undefined, object]) => {
      const { ask, say } = session();
      const id = await orderId(session(), order);
      const messageId = await messageNamed(session(), id, named);
      const path = `/v1/orders/${id}/messages/${messageId}/resend`;
      const sent = await ask<Resent>({ role: 'manager', path, body: options });
      say(sent, (one) => `${one.id}: ${one.purpose} by ${one.channel}, ${one.state}`);
    });
}

interface Resent {
  readonly id: string;
  readonly purpose: string;
  readonly channel: string;
  readonly state: string;
}

/** The latest message of the order that fits; throws naming what there is. */
async function messageNamed({ ask }: Session, id: string, named?: string): Promise<string> {
  const noted: Row['data'][] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const from: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const path = `/v1/orders/${id}/timeline?limit=100${from}`;
    const page: { readonly items: readonly Row[]; readonly next: string | null } = await ask({
      role: 'manager',
      path,
    });
    noted.push(...page.items.filter(({ type }) => type === 'MessageNoted').map(({ data }) => data));
    cursor = page.next;
  }
  const fits = ({ messageId, purpose }: Row['data']): boolean =>
    named === undefined || messageId === named || purpose === named;
  const found = noted.filter(fits).at(-1)?.messageId;
  if (found !== undefined) return found;
  const known = noted.map(({ purpose }) => purpose ?? '').join(', ') || 'none yet';
  throw new Problem(`There is no message ${named ?? ''} to send again; there are: ${known}.`);
}
