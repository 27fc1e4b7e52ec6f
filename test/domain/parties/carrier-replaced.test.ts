/**
 * A carrier that has not taken a parcel: who brings it instead is said by a person, and told.
 */
import { partyOfTask } from '../../../domain/order/tasks/party-of-task';
import { aShopInMemory, DELIVERY, taskOf } from '../../support/an-order-in-memory';

test('when the post has not taken a parcel and is replaced, then another carrier is told, once it is said who', async () => {
  const delivery = { ...DELIVERY, method: 'post', window: null, zone: 'russia' } as const;
  const agreed = { channel: 'phone' } as const;
  const shop = aShopInMemory();
  const order = await shop.order({ delivery, payment: 'cod_post', agreed });
  for (const { id: instructionId } of order.now().instructions) {
    await order.hears('answerInstruction', { instructionId, answer: 'accepted' });
  }
  const told = (): readonly string[] =>
    order
      .now()
      .instructions.filter(({ kind }) => kind === 'deliver')
      .map(({ party, state, pending }) => `${party} ${state} ${pending?.kind ?? ''}`);
  const [post] = order.now().instructions.filter(({ kind }) => kind === 'deliver');
  await order.until('2026-11-27 12:00');
  const taskId = taskOf(order, 'party_overdue');
  expect(partyOfTask(order.now(), shop.market.state().terms, 'handover:par_1_1')).toEqual({
    party: 'post',
  });
  const close = (data: object) => order.hears('closeTask', { taskId, outcome: 'replaced', data });
  expect(await close({})).toMatchObject([{ type: 'Refused', missing: ['party'] }]);
  for (const party of ['nobody', 'warehouse-main', 'post']) {
    expect(await close({ party })).toMatchObject([
      { refusal: 'malformed', pointer: '/data/party' },
    ]);
  }
  expect(taskOf(order, 'party_overdue')).toBe(taskId);
  await close({ party: 'city-courier' });
  expect(told()).toEqual(['post accepted call_off', 'city-courier sent ']);
  const yes = { instructionId: post?.id, answer: 'accepted', to: 'call_off' };
  await order.hears('answerInstruction', yes);
  expect(told()).toEqual(['post called_off ', 'city-courier sent ']);
  expect(order.now().tasks).toEqual([]);
});
