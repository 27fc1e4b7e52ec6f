/**
 * The tables of moves: each move listed can be made, none else is, and the page in docs/ shows them.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BESIDE_MOVES, PATIENCE_MOVES } from '../../domain/parties/beside';
import { INSTRUCTION_MOVES } from '../../domain/parties/instruction';
import { PARCEL_MOVES } from '../../domain/parties/parcel';
import { TELLING_MOVES } from '../../domain/parties/telling';
import { STAGE_MOVES } from '../../domain/order/stage';
import { orderStagesPage } from '../../scripts/generate-docs/order-stages';
import { projectRoot } from '../../scripts/project-root';
import { checkStep, nothingSeen } from '../../scripts/simulate/checks';
import type { Seen } from '../../scripts/simulate/checks';
import { CHANNELS, shopTerms } from '../../scripts/simulate/demo-shop';
import { seededDice } from '../../scripts/simulate/dice';
import { bringToEnd } from '../../scripts/simulate/endings';
import { happen } from '../../scripts/simulate/history';
import { openMarket } from '../../scripts/simulate/market';
import { aShopInMemory, aWantedLine, CONTACT, taskOf } from '../support/an-order-in-memory';
import type { OrderInMemory } from '../support/an-order-in-memory';
import { conversations } from './conversations';

/** The same histories in every run: enough for the rarest move. */
const HISTORIES = 250;

const arrows = (moves: Readonly<Record<string, readonly string[]>>): readonly string[] =>
  Object.entries(moves)
    .flatMap(([from, next]) => next.map((to) => `${from} → ${to}`))
    .sort();

test('every move of the tables is made by some order, and no other', async () => {
  const seen = nothingSeen();
  for (let seed = 0; seed < HISTORIES; seed += 1) {
    const dice = seededDice(seed);
    const market = openMarket({
      terms: shopTerms({}, seed % 2 === 0 ? CHANNELS : {}),
      at: '2026-11-26T08:00:00.000Z',
      watch: (taken) => {
        checkStep(taken, seen);
      },
    });
    for (let n = 0; n < 45; n += 1) await happen(market, dice);
    for (const { id } of market.state().lives) await bringToEnd(market, id);
  }
  await dropsWhatNeverCame(seen, 'UNICORN', '2026-11-27 12:00');
  await dropsWhatNeverCame(seen, 'UNICORN', '2026-11-28 12:30');
  await dropsWhatNeverCame(seen, 'BELT', '2026-11-28 12:30');
  await wantsMoreOnTheWay(seen);
  await dropsItOnceTheRestHasCome(seen);
  await givesUpBeforePayingTheRest(seen);
  await isToldOnceMore(seen);
  await bouncesLater(seen);
  await comesBackWhole(seen);
  await isGivenUpWhereAllRefused(seen);
  await arrivesUnanswered(seen);
  await paysTooMuch(seen);
  await wouldRatherPayAtOnce(seen);
  await wantsMoreBeforePaying(seen);
  for (const [from, next] of Object.entries(PARCEL_MOVES)) {
    // What was lost or tried in vain must have left.
    const before = ['lost', 'attempt_failed'].includes(from) ? ['handed_over'] : [];
    for (const to of next) await parcelGoes(seen, ...before, from, to);
  }
  await changesItsMind(seen, 'refused', 'accepted');
  await changesItsMind(seen, 'refused', 'done');
  await changesItsMind(seen, 'accepted', 'refused');
  await thinksBetterOfIt(seen);
  await conversations(seen);
  await isToldAfterAll(seen, 'DRESS');
  await isToldAfterAll(seen, 'UNICORN');
  expect([...seen.stages].sort()).toEqual(arrows(STAGE_MOVES));
  expect([...seen.instructions].sort()).toEqual(arrows(INSTRUCTION_MOVES));
  expect([...seen.beside].sort()).toEqual(arrows(BESIDE_MOVES));
  expect([...seen.patience].sort()).toEqual(arrows(PATIENCE_MOVES));
  expect([...seen.parcels].sort()).toEqual(arrows(PARCEL_MOVES));
  expect([...seen.tellings].sort()).toEqual(arrows(TELLING_MOVES));
}, 120_000);

async function onItsWay(seen: Seen): Promise<OrderInMemory> {
  const order = await aShopInMemory({ seen }).order({ agreed: { channel: 'phone' } });
  await order.hears('answerInstruction', { instructionId: 'ins_1_1', answer: 'accepted' });
  await order.hears('answerInstruction', { instructionId: 'ins_1_2', answer: 'accepted' });
  return order;
}

async function wantsMoreOnTheWay(seen: Seen): Promise<void> {
  const order = await onItsWay(seen);
  const line = { sku: 'UNICORN', title: 'U', quantity: 1, price: { amount: 0, currency: 'RUB' } };
  await order.hears('amend', { changes: [{ type: 'add_line', line }] });
  await order.hears('amend', { changes: [{ type: 'remove_line', lineId: 'line-2' }] });
}

/** What nobody has is dropped when everything else has come and is not paid for yet. */
async function dropsItOnceTheRestHasCome(seen: Seen): Promise<void> {
  const order = await onItsWay(seen);
  const line = { sku: 'UNICORN', title: 'U', quantity: 1, price: { amount: 0, currency: 'RUB' } };
  await order.hears('amend', { changes: [{ type: 'add_line', line }] });
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'delivered' });
  await order.hears('amend', { changes: [{ type: 'remove_line', lineId: 'line-2' }] });
}

/** A part is paid before the order is given up: it ends when that is paid back. */
async function givesUpBeforePayingTheRest(seen: Seen): Promise<void> {
  const agreed = { channel: 'phone' };
  const order = await aShopInMemory({ seen }).order({ agreed, payment: 'prepaid' });
  await pays(order, 10_000);
  await order.hears('cancel', { reason: 'price' });
}

/** A letter that was taken comes back. */
async function bouncesLater(seen: Seen): Promise<void> {
  const channels = { 'warehouse-main': { type: 'email', address: 'main@example.com' } } as const;
  const order = await aShopInMemory({ seen, channels }).order({ agreed: { channel: 'phone' } });
  const told = { instructionId: 'ins_1_1', number: 1, attempt: 1, channel: 'email' };
  await order.hears('tellingResult', { ...told, outcome: 'bounced', actor: undefined });
}

/** A party's server refuses what it is told, and a person has it told again. */
async function isToldOnceMore(seen: Seen): Promise<void> {
  const channels = { 'warehouse-main': { type: 'webhook', url: 'https://main.example' } } as const;
  const order = await aShopInMemory({ seen, channels }).untoldOrder({
    agreed: { channel: 'phone' },
  });
  const told = { instructionId: 'ins_1_1', number: 1, attempt: 1, channel: 'webhook' };
  await order.hears('tellingResult', { ...told, outcome: 'refused', actor: undefined });
  await order.hears('closeTask', { taskId: taskOf(order, 'party_overdue'), outcome: 'chased' });
}

async function comesBackWhole(seen: Seen): Promise<void> {
  const order = await onItsWay(seen);
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'handed_over' });
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'returned' });
}

/** Nobody who was told would do it, so that nobody has to be called off when the customer gives up. */
async function isGivenUpWhereAllRefused(seen: Seen): Promise<void> {
  const order = await aShopInMemory({ seen }).order({ agreed: { channel: 'phone' } });
  for (const instructionId of ['ins_1_1', 'ins_1_2']) {
    const refused = { answer: 'refused', reason: 'other' };
    await order.hears('answerInstruction', { instructionId, ...refused });
  }
  await order.hears('cancel', { reason: 'price' });
}

const pays = (order: OrderInMemory, amount: number): Promise<unknown> =>
  order.hears('recordPayment', { method: 'card', amount: { amount, currency: 'RUB' } });

/** Nobody ever answered, and the report comes when the check is past already. */
async function arrivesUnanswered(seen: Seen): Promise<void> {
  const agreed = { channel: 'phone' };
  const order = await aShopInMemory({ seen }).order({ agreed, payment: 'prepaid' });
  await pays(order, 290_000);
  await order.until('2026-11-28 13:00');
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'delivered' });
}

/** Everything has come and is paid for; then money comes once more. */
async function paysTooMuch(seen: Seen): Promise<void> {
  const order = await onItsWay(seen);
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'delivered' });
  await pays(order, 290_000);
  await pays(order, 1_000);
}

/** Agreed at night, when nobody can be told yet; then the customer would rather pay at once. */
async function wouldRatherPayAtOnce(seen: Seen): Promise<void> {
  const order = await aShopInMemory({ seen }).order();
  await order.until('2026-11-26 22:00');
  await order.hears('confirm', { channel: 'link' });
  await order.hears('amend', { changes: [{ type: 'change_payment', method: 'prepaid' }] });
}

/** The money is still awaited when something is wished that nobody has. */
async function wantsMoreBeforePaying(seen: Seen): Promise<void> {
  const agreed = { channel: 'phone' };
  const order = await aShopInMemory({ seen }).order({ agreed, payment: 'prepaid' });
  const line = { sku: 'UNICORN', title: 'U', quantity: 1, price: { amount: 0, currency: 'RUB' } };
  await order.hears('amend', { changes: [{ type: 'add_line', line }] });
}

/** A parcel is brought to one state and then told to be in another. */
async function parcelGoes(seen: Seen, ...words: readonly string[]): Promise<void> {
  const lines = [aWantedLine({ quantity: 2 })];
  const order = await aShopInMemory({ seen }).order({ lines, agreed: { channel: 'phone' } });
  for (const [nth, word] of words.entries()) {
    const items = [{ lineId: 'line-1', accepted: 1, refused: 1 }];
    const said = word === 'partly_delivered' ? { lines: items } : {};
    const packer = { instructionId: 'ins_1_1' };
    if (word === 'packed') await order.hears('answerInstruction', { ...packer, answer: 'done' });
    else if (word === 'cancelled') await order.hears('cancel', { reason: 'price' });
    else if (word !== 'announced') {
      await order.hears('reportParcel', { parcelId: 'par_1_1', status: word, ...said });
    }
    if (word === 'cancelled') {
      await order.hears('answerInstruction', { ...packer, to: 'call_off', answer: 'accepted' });
    }
    if (word === 'announced' && nth > 0) {
      const fewer = { type: 'set_quantity', lineId: 'line-1', quantity: 1 };
      await order.hears('amend', { changes: [fewer] });
      await order.hears('answerInstruction', { ...packer, to: 'revision', answer: 'accepted' });
    }
  }
}

/** A packer that changes its mind. */
async function changesItsMind(seen: Seen, ...answers: readonly string[]): Promise<void> {
  const order = await aShopInMemory({ seen }).order({ agreed: { channel: 'phone' } });
  for (const answer of answers) {
    await order.hears('answerInstruction', { instructionId: 'ins_1_1', answer });
  }
}

/** A carrier that says yes and then no. */
async function thinksBetterOfIt(seen: Seen): Promise<void> {
  const order = await onItsWay(seen);
  await order.hears('answerInstruction', { instructionId: 'ins_1_2', answer: 'refused' });
}

/** Nothing reaches the customer at first; once something does, the order is told as received. */
async function isToldAfterAll(seen: Seen, sku: string): Promise<void> {
  const nobody = { ...CONTACT, hasPhone: false, hasEmail: false };
  const lines = [aWantedLine({ sku })];
  const order = await aShopInMemory({ seen }).order({ lines, contact: nobody });
  const contact = { personalId: 'prs_2', hasPhone: true, hasEmail: true };
  await order.hears('amend', { changes: [{ type: 'change_contact', contact }] });
}

/** Everything but one line has come and is paid for; then that line is dropped, before the check or after. */
async function dropsWhatNeverCame(seen: Seen, sku: string, droppedAt: string): Promise<void> {
  const lines = [aWantedLine(), aWantedLine({ sku: 'UNICORN' })];
  const order = await aShopInMemory({ seen }).order({ lines, payment: 'prepaid' });
  await order.hears('amend', { changes: [{ type: 'remove_line', lineId: 'line-2' }] });
  await order.hears('recordPayment', {
    method: 'card',
    amount: { amount: 290_000, currency: 'RUB' },
  });
  await order.hears('confirm', { channel: 'phone' });
  const line = { sku, title: 'U', quantity: 1, price: { amount: 0, currency: 'RUB' } };
  await order.hears('amend', { changes: [{ type: 'add_line', line }] });
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'delivered' });
  await order.until(droppedAt);
  await order.hears('amend', { changes: [{ type: 'remove_line', lineId: 'line-3' }] });
}

test('docs/order-stages.md is what the tables say (npm run docs:stages)', () => {
  const page = readFileSync(join(projectRoot(), 'docs', 'order-stages.md'), 'utf8');
  expect(page).toBe(orderStagesPage());
});
