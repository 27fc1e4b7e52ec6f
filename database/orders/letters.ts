/**
 * What an activity needs to write to a customer: the order as it is and the customer's own data.
 * The only place where a message and personal data meet; nothing of it leaves the activity.
 */
import type { PoolClient } from 'pg';
import type { Order } from '../../domain/order/order';
import { keptUntilText } from '../../domain/order/delivery/following/followed';
import type { PickupPoint } from '../../domain/delivery/pickup-point';
import type { Terms } from '../../domain/policy/policy';
import type { Database } from '../database';
import { onConnection } from '../database';
import { termsOf } from '../shops/terms';

export interface Letter {
  readonly order: Order;
  readonly terms: Terms;
  readonly customer: {
    readonly name: string;
    readonly phone: string | null;
    readonly email: string | null;
  };
  readonly address: Readonly<Record<string, unknown>> | null;
  readonly point: Pick<PickupPoint, 'title' | 'address'> | null;
  /** Until which day a parcel that came to office or point is kept, as people write days. */
  readonly keptUntil: string | null;
  /** Unguessable name of the message towards the provider. */
  readonly token: string;
  /** What the provider has told of the message by callback. */
  readonly callback: string | null;
  readonly providerId: string | null;
  /** When the order was taken in, by the wall clock. */
  readonly takenIn: string;
}

interface LetterRow {
  readonly taken_in: string;
  readonly state: Order;
  readonly policy_version: number;
  readonly terms_version: number;
  readonly token: string;
  readonly callback: string | null;
  readonly provider_id: string | null;
}

interface PersonalRow {
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

/** The letter for a message of a life; throws where there is no such message. */
export async function letterFor(
  database: Database,
  { life, messageId }: { readonly life: string; readonly messageId: string },
): Promise<Letter> {
  return onConnection(database, async (client) => {
    const found = await client.query<LetterRow>({
      name: 'letter',
      text: `SELECT l.state, l.policy_version, s.terms_version, n.token, n.callback, n.provider_id,
               (SELECT recorded_at FROM journal j WHERE j.life_id = l.id AND j.seq = 1) AS taken_in
             FROM life l JOIN shop s ON s.id = l.shop_id JOIN notification n ON n.life_id = l.id
             WHERE l.id = $1 AND n.id = $2`,
      values: [life, messageId],
    });
    const row = found.rows[0];
    if (!row) throw new Error(`there is no message ${messageId}`);
    const { state: order, token, callback, provider_id: providerId, taken_in: takenIn } = row;
    const ids = [order.wish.contact.personalId, order.wish.delivery.addressId];
    const people = await client.query<PersonalRow>(
      'SELECT id, body, name, phone, email FROM personal WHERE id = ANY($1)',
      [ids],
    );
    const person = people.rows.find((one) => one.id === ids[0]);
    const terms = await termsOf(client, {
      shop: order.shop,
      policyVersion: row.policy_version,
      termsVersion: row.terms_version,
    });
    const { name = null, phone = null, email = null } = person ?? {};
    const customer = { name: name ?? '', phone, email };
    const address = people.rows.find((one) => one.id === ids[1])?.body ?? null;
    const { pickupPointId } = order.wish.delivery;
    const point = await pointOf(client, order.shop, pickupPointId);
    const keptUntil = keptUntilText(order, terms);
    return {
      order,
      terms,
      customer,
      address,
      point,
      keptUntil,
      token,
      callback,
      providerId,
      takenIn,
    };
  });
}

async function pointOf(
  client: PoolClient,
  shop: string,
  id: string | null,
): Promise<Letter['point']> {
  if (id === null) return null;
  const found = await client.query<{ body: NonNullable<Letter['point']> }>(
    'SELECT body FROM pickup_point WHERE shop_id = $1 AND id = $2',
    [shop, id],
  );
  return found.rows[0]?.body ?? null;
}

/** When the attempts of a message began, by the wall clock; null where none is known to have. */
export async function firstBegun(
  database: Database,
  { life, messageId }: { readonly life: string; readonly messageId: string },
): Promise<string | null> {
  const found = await database.pool.query<{ noted: string | null }>(
    'SELECT min(recorded_at) AS noted FROM journal WHERE life_id = $1 AND type = $2 AND data ->> $3 = $4',
    [life, 'MessageNoted', 'messageId', messageId],
  );
  return found.rows[0]?.noted ?? null;
}

/** What the provider calls the other calls made to a phone, of whatever order. */
export async function otherCalls(
  database: Database,
  { token, phone }: { readonly token: string; readonly phone: string },
): Promise<readonly string[]> {
  const found = await database.pool.query<{ provider_id: string }>(
    `SELECT DISTINCT n.provider_id FROM personal p JOIN notification n ON n.life_id = p.life_id
     WHERE p.shop_id = ANY (ARRAY (SELECT id FROM shop)) AND p.phone = $1
       AND n.channel = 'voice' AND n.provider_id IS NOT NULL AND n.token <> $2`,
    [phone, token],
  );
  return found.rows.map((row) => row.provider_id);
}
