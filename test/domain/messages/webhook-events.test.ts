/**
 * What storefronts hear of an order's journal, when a call is made again, and which secrets sign.
 */
import { DELIVERY_PAUSES, nextTry } from '../../../domain/webhooks/delivery-tries';
import { webhookEvents } from '../../../domain/webhooks/webhook-events';
import type { WebhookEvent, WrittenRow } from '../../../domain/webhooks/webhook-events';
import { liveSecrets, withNewSecret } from '../../../domain/webhooks/webhook-secret';
import type { WebhookSecret } from '../../../domain/webhooks/webhook-secret';
import { shopTerms } from '../../../scripts/simulate/demo-shop';
import { aShopInMemory } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

const terms = shopTerms();

/** The journal as the database keeps it: every act of the test is a transaction of its own. */
function writtenBy(order: OrderInMemory) {
  const ends: number[] = [];
  const end = (): void => void ends.push(order.life().journal.length);
  end();
  return {
    does: async (name: string, command?: object): Promise<void> => {
      await order.hears(name, command);
      end();
      await order.carriesOut();
      end();
    },
    rows: (): readonly WrittenRow[] =>
      order.life().journal.map(({ seq, at, event }) => ({
        ...{ seq, at, event },
        tx: ends.findIndex((last) => seq <= last) + 1,
      })),
  };
}

const brief = ({ type, before, order, parcel, amendment }: WebhookEvent): string => {
  if (parcel) return `${type} ${parcel.state}`;
  if (amendment) return `${type} ${String(amendment.version)}`;
  return before === undefined ? type : `${type} ${String(before)} > ${order.stage}`;
};

async function delivered() {
  const order = await aShopInMemory().order();
  const written = writtenBy(order);
  await written.does('confirm', { channel: 'phone' });
  const changes = [{ type: 'set_quantity', lineId: 'line-1', quantity: 2 }];
  await written.does('amend', { changes, version: 1 });
  for (const to of ['instruction', 'revision']) {
    for (const { id, wishVersion } of order.now().instructions) {
      const version = order.now().instructions.find((one) => one.id === id)?.pending
        ? 2
        : wishVersion;
      const answer = { instructionId: id, to, answer: 'accepted', wishVersion: version };
      await written.does('answerInstruction', answer);
    }
  }
  const [parcel] = order.now().parcels;
  for (const status of ['handed_over', 'handed_over', 'delivered']) {
    await written.does('reportParcel', { parcelId: parcel?.id, status });
  }
  return { order, rows: written.rows() };
}

test('when an order lives, then its storefront hears each stage, change and parcel once, as they then stood', async () => {
  const { order, rows } = await delivered();
  const told = webhookEvents(rows, terms, 1);
  const stages = told.filter(({ type }) => type === 'order.stage_changed');
  expect(stages[0]).toMatchObject({ before: null, order: { number: order.now().number } });
  for (const [index, one] of stages.entries()) {
    if (index > 0) expect(one.before).toBe(stages[index - 1]?.order.stage);
    expect(one.before).not.toBe(one.order.stage);
  }
  const words = told.map(brief);
  expect(words.filter((one) => one === 'order.amended 2')).toHaveLength(1);
  expect(words.filter((one) => one === 'parcel.state_changed handed_over')).toHaveLength(1);
  expect(words).toContain('parcel.state_changed delivered');
  const seqs = told.map((one) => one.order.seq);
  expect(seqs).toEqual([...seqs].sort((one, other) => one - other));
});

test('when it is told in parts, then nothing is missed and nothing told twice', async () => {
  const { rows } = await delivered();
  const whole = webhookEvents(rows, terms, 1);
  const ends = rows.filter((row, index) => rows[index + 1]?.tx !== row.tx).map(({ seq }) => seq);
  const parts = ends.flatMap((last, index) =>
    webhookEvents(
      rows.filter(({ seq }) => seq <= last),
      terms,
      (ends[index - 1] ?? 0) + 1,
    ),
  );
  expect(parts).toEqual(whole);
});

test('when much is written together, then the stage it came to is told, and none that it passed through', async () => {
  const { order, rows } = await delivered();
  const told = webhookEvents(
    rows.map((row) => ({ ...row, tx: 1 })),
    terms,
    1,
  );
  const stages = told.filter(({ type }) => type === 'order.stage_changed');
  expect(stages.map(brief)).toEqual([`order.stage_changed null > ${order.life().turn.stage}`]);
});

test('when an order is cancelled, then its end is the last that is told', async () => {
  const order = await aShopInMemory().order();
  const written = writtenBy(order);
  await written.does('cancel', { reason: 'changed_mind' });
  const told = webhookEvents(written.rows(), terms, 1);
  expect(told.at(-1)).toMatchObject({
    type: 'order.closed',
    order: { stage: 'cancelled', closed: { reason: 'changed_mind' } },
  });
});

test('when tries fail, then pauses grow to the end of the day, no shorter than the storefront asks, and then it is dead', () => {
  const at = '2026-11-26T08:00:00.000Z';
  expect(nextTry({ tries: 1, at })).toBe('2026-11-26T08:00:10.000Z');
  expect(nextTry({ tries: 1, at, retryAfterSeconds: 60 })).toBe('2026-11-26T08:01:00.000Z');
  expect(nextTry({ tries: DELIVERY_PAUSES.length, at })).not.toBeNull();
  expect(nextTry({ tries: DELIVERY_PAUSES.length + 1, at })).toBeNull();
  expect([...DELIVERY_PAUSES].sort((one, other) => one - other)).toEqual(DELIVERY_PAUSES);
});

test('when secrets are changed twice in a day, then two sign, and from the next day on the newest alone', () => {
  const secret = (id: string, createdAt: string): WebhookSecret => ({
    ...{ id, secret: id, createdAt, until: null },
  });
  const first = [secret('one', '2026-11-26T08:00:00.000Z')];
  const second = withNewSecret(first, secret('two', '2026-11-26T09:00:00.000Z'));
  const third = withNewSecret(second, secret('three', '2026-11-26T10:00:00.000Z'));
  const live = (at: string): readonly string[] => liveSecrets(third, at).map(({ id }) => id);
  expect(live('2026-11-26T11:00:00.000Z')).toEqual(['three', 'two']);
  expect(live('2026-11-27T10:00:00.000Z')).toEqual(['three']);
});
