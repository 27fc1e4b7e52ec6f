/**
 * Personal data of customers: names, phones, e-mails, addresses and free text, each kept under an id that may travel.
 * What is stored here is stored nowhere else.
 */
import type { Pool, PoolClient } from 'pg';

export interface CustomerData {
  readonly kind: 'customer';
  readonly name: string | null;
  /** E.164. */
  readonly phone: string | null;
  readonly email: string | null;
  readonly consent: { readonly personalData: boolean; readonly at: string } | null;
}

export interface AddressData {
  readonly kind: 'address';
  readonly address: Readonly<Record<string, unknown>>;
}

export interface NoteData {
  readonly kind: 'note';
  readonly text: string;
}

/** Words of a quick question and of its answer: no wish of the customer's. */
export interface SaidData {
  readonly kind: 'said';
  readonly text: string;
}

export type PersonalData = CustomerData | AddressData | NoteData | SaidData;

export interface PersonalRow {
  readonly id: string;
  readonly shop: string;
  readonly lifeId: string;
  readonly data: PersonalData;
}

/** Stores rows under the ids their makers chose; one that is there already stays as it is. */
export async function storePersonal(
  client: Pool | PoolClient,
  rows: readonly PersonalRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await client.query({
    name: 'personal-store',
    text: `INSERT INTO personal (id, shop_id, life_id, kind, body, phone, email, name)
      SELECT id, shop_id, life_id, kind, body, phone, email, name FROM jsonb_to_recordset($1::jsonb)
        AS t(id text, shop_id text, life_id text, kind text, body jsonb, phone text, email text, name text)
      ON CONFLICT (id) DO NOTHING`,
    values: [JSON.stringify(rows.map(columnsOf))],
  });
}

function columnsOf({ id, shop, lifeId, data }: PersonalRow) {
  const keys = { id, shop_id: shop, life_id: lifeId, kind: data.kind };
  switch (data.kind) {
    case 'customer': {
      const { name, phone, email, consent } = data;
      // Lower case is made here: a database in the C locale knows that of English letters only.
      const search = name?.toLowerCase() ?? '';
      const body = { email, consent, search };
      return { ...keys, name, phone, email: email?.toLowerCase() ?? null, body };
    }
    case 'address':
      return { ...keys, body: data.address };
    case 'note':
    case 'said':
      return { ...keys, body: { text: data.text } };
  }
}

/** A row as it is kept. */
export interface StoredPersonal {
  readonly id: string;
  readonly kind: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Personal data of a life by id; works inside a transaction as well. */
export async function personalOf(
  client: Pool | PoolClient,
  lifeId: string,
): Promise<ReadonlyMap<string, PersonalData>> {
  const found = await client.query<StoredPersonal>({
    name: 'personal-of-life',
    text: 'SELECT id, kind, name, phone, body FROM personal WHERE life_id = $1 ORDER BY id',
    values: [lifeId],
  });
  return personalFrom(found.rows);
}

/** Rows as they are kept, read as data by their ids. */
export function personalFrom(rows: readonly StoredPersonal[]): ReadonlyMap<string, PersonalData> {
  return new Map(rows.map((row) => [row.id, dataOf(row)]));
}

function dataOf({ kind, name, phone, body }: StoredPersonal): PersonalData {
  if (kind === 'address') return { kind, address: body };
  if (kind === 'note' || kind === 'said') {
    return { kind, text: typeof body['text'] === 'string' ? body['text'] : '' };
  }
  const { email, consent } = body as Pick<CustomerData, 'email' | 'consent'>;
  return { kind: 'customer', name, phone, email, consent };
}
