/**
 * Carriers that are asked where a parcel is: what they answer, what nobody knows of it, and when nobody answers.
 */
import {
  aShopInMemory,
  eventsOf,
  moment,
  momentsOf,
  POST,
  taskOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

async function sent(): Promise<{ shop: ShopInMemory; order: OrderInMemory }> {
  const shop = aShopInMemory();
  const agreed = { channel: 'phone' };
  const order = await shop.order({ delivery: POST, payment: 'cod_post', agreed });
  for (const { id: instructionId } of order.now().instructions) {
    await order.hears('answerInstruction', { instructionId, answer: 'accepted' });
  }
  return { shop, order };
}

const report = (order: OrderInMemory, status: string, more: object = {}): Promise<unknown> =>
  order.hears('reportParcel', { parcelId: 'par_1_1', status, ...more });

describe('the post is asked where a parcel is', () => {
  const track = { tracking: 'RA123456789RU' };

  test('when a number is known, then it is asked at the check and daily, before any person', async () => {
    const { order } = await sent();
    const [, carrier] = order.now().instructions;
    const instructionId = carrier?.id;
    await order.hears('answerInstruction', { instructionId, answer: 'done', ...track });
    expect(order.now().parcels[0]?.tracking).toBe('RA123456789RU');
    await order.until('2026-11-27 11:59');
    expect(order.types()).not.toContain('CarrierAsked');
    await order.until('2026-11-27 12:00');
    expect(eventsOf(order, 'CarrierAsked')).toMatchObject([{ attempt: 1, found: 'nothing' }]);
    expect(order.types()).toContain('HandOverMissed');
  });

  test('when it never leaves, then the post is asked until silence is borne no longer, and a person stays at it', async () => {
    const { order } = await sent();
    const instructionId = order.now().instructions[1]?.id;
    await order.hears('answerInstruction', { instructionId, answer: 'done', ...track });
    // The day after the person was asked, and twenty days more.
    await order.until('2026-12-18 12:01');
    const asked = eventsOf(order, 'CarrierAsked').length;
    expect(momentsOf(order, 'CarrierAsked').at(-1)).toBe(moment('2026-12-18 12:00'));
    await order.until('2027-02-01 12:00');
    expect(eventsOf(order, 'CarrierAsked')).toHaveLength(asked);
    expect(order.now().tasks).toMatchObject([{ kind: 'party_overdue', about: 'handover:par_1_1' }]);
    const taskId = taskOf(order, 'party_overdue');
    await order.hears('closeTask', { taskId, outcome: 'chased' });
    await order.until('2027-02-02 12:01');
    expect(momentsOf(order, 'CarrierAsked').slice(asked)).toEqual([moment('2027-02-02 12:00')]);
    expect(order.now().tasks).toMatchObject([{ kind: 'party_overdue', about: 'handover:par_1_1' }]);
  });

  test('when the order is cancelled before it left, then the post is not asked for ever either', async () => {
    const { order } = await sent();
    const instructionId = order.now().instructions[1]?.id;
    await order.hears('answerInstruction', { instructionId, answer: 'done', ...track });
    await order.hears('cancel', { reason: 'price' });
    await order.until('2027-02-01 12:00');
    expect(momentsOf(order, 'CarrierAsked').at(-1)).toBe(moment('2026-12-17 12:00'));
    expect(order.now().tasks.map(({ kind }) => kind)).toContain('party_overdue');
  });

  test('when it tells its story, then each word is a report once, however often it is told', async () => {
    const { shop, order } = await sent();
    await report(order, 'handed_over', track);
    await order.carriesOut();
    shop.market.passTo(moment('2026-11-27 11:00'));
    const words = [
      { status: 'handed_over', at: moment('2026-11-26 12:00') },
      { status: 'in_transit', at: moment('2026-11-26 20:00') },
      { status: 'russian_post_99_0', at: moment('2026-11-27 02:00') },
    ];
    const answer = { parcelId: 'par_1_1', outcome: 'words', words };
    await order.hears('due', { key: 'track:par_1_1' });
    expect(order.life().turn.outside).toMatchObject([{ key: 'track:par_1_1', attempt: 1 }]);
    await order.hears('trackingAnswer', { actor: undefined, ...answer, attempt: 1 });
    expect(order.now().parcels[0]?.state).toBe('in_transit');
    const repeated = await order.hears('trackingAnswer', {
      actor: undefined,
      ...answer,
      attempt: 1,
    });
    expect(repeated).toMatchObject([{ type: 'Refused', refusal: 'no_change' }]);
    await order.hears('trackingAnswer', { actor: undefined, ...answer, attempt: 2 });
    const said = eventsOf(order, 'ParcelReported').filter(({ counts }) => counts);
    expect(said.map(({ status }) => status)).toEqual(['handed_over', 'in_transit']);
  });

  test('when its first word is one that nobody knows, then that is shown and the next ones are heard', async () => {
    const { shop, order } = await sent();
    const instructionId = order.now().instructions[1]?.id;
    await order.hears('answerInstruction', { instructionId, answer: 'done', ...track });
    await order.carriesOut();
    shop.market.passTo(moment('2026-11-27 12:00'));
    await order.hears('due', { key: 'track:par_1_1' });
    const words = [
      { status: 'russian_post_28_0', at: moment('2026-11-26 15:00') },
      { status: 'handed_over', at: moment('2026-11-26 20:00') },
    ];
    const answer = { actor: undefined, parcelId: 'par_1_1', outcome: 'words', words };
    await order.hears('trackingAnswer', { ...answer, attempt: 1 });
    const said = eventsOf(order, 'ParcelReported').map(({ status }) => status);
    expect(said).toEqual(['russian_post_28_0', 'handed_over']);
    expect(order.now().parcels[0]?.state).toBe('handed_over');
  });

  test('when it says an operation that nobody knows, then that is shown, each once, in its place and at the end', async () => {
    const { shop, order } = await sent();
    await report(order, 'handed_over', track);
    await order.carriesOut();
    shop.market.passTo(moment('2026-11-27 11:00'));
    const known = { status: 'in_transit', at: moment('2026-11-26 20:00') };
    const words = [
      { status: 'russian_post_77_3', at: moment('2026-11-26 15:00') },
      known,
      { status: 'russian_post_78_1', at: moment('2026-11-27 02:00') },
    ];
    const answer = { actor: undefined, parcelId: 'par_1_1', outcome: 'words', words };
    await order.hears('due', { key: 'track:par_1_1' });
    await order.hears('trackingAnswer', { ...answer, attempt: 1 });
    const said = ['handed_over', 'russian_post_77_3', 'in_transit', 'russian_post_78_1'];
    expect(eventsOf(order, 'ParcelReported').map(({ status }) => status)).toEqual(said);
    expect(order.now().parcels[0]).toMatchObject({
      state: 'in_transit',
      lastWord: 'russian_post_78_1',
    });
    await order.hears('trackingAnswer', { ...answer, attempt: 2 });
    expect(eventsOf(order, 'ParcelReported')).toHaveLength(said.length);
  });

  test('when nobody answers, then it is tried later and later, after two days a person is told, and an answer ends it', async () => {
    const { shop, order } = await sent();
    await report(order, 'in_transit', track);
    let attempt = 0;
    const fails = async (at: string): Promise<void> => {
      shop.market.passTo(moment(at));
      await order.hears('due', { key: 'track:par_1_1' });
      attempt += 1;
      const failed = { attempt, outcome: 'unreachable', code: 'http_503' };
      await order.hears('trackingAnswer', { actor: undefined, parcelId: 'par_1_1', ...failed });
    };
    await fails('2026-11-27 11:00');
    expect(order.life().turn.deadline?.at).toBe(moment('2026-11-27 11:15'));
    await fails('2026-11-27 11:15');
    expect(order.life().turn.deadline?.at).toBe(moment('2026-11-27 12:15'));
    await fails('2026-11-27 12:15');
    await fails('2026-11-27 16:15');
    expect(order.life().turn.deadline?.at).toBe(moment('2026-11-27 20:15'));
    expect(order.now().tasks).toEqual([]);
    await fails('2026-11-29 11:00');
    expect(order.now().tasks).toMatchObject([{ kind: 'party_overdue', about: 'tracking:par_1_1' }]);
    shop.market.passTo(moment('2026-11-29 15:00'));
    await order.hears('due', { key: 'track:par_1_1' });
    const found = { parcelId: 'par_1_1', attempt: attempt + 1, outcome: 'nothing' };
    await order.hears('trackingAnswer', { actor: undefined, ...found });
    expect(order.now().tasks).toEqual([]);
  });
});
