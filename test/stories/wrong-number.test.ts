/**
 * Story 5 and its neighbour: the number is somebody else's. Nobody calls or texts it again, and its link
 * is dead, whether or not another way leads to the customer.
 */
import { aCustomer, anOrder } from '../support/an-order';
import { openShop } from '../support/shop';
import type { Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(async () => {
  await shop.week();
  await shop.time('thu 11:00');
});

const tomorrow = (): { from: string; to: string } => shop.window('fri 10:00', 'fri 14:00');

async function linkIn(id: string, channel: string): Promise<string> {
  const mails = (await shop.sent(id)).filter((mail) => mail.channel === channel);
  const link = mails.map(({ text }) => /https?:\/\/\S+\/c\/[\w.-]+/.exec(text)?.[0]).at(-1);
  if (!link) throw new Error(`nothing with a link went by ${channel}`);
  return link;
}
const statusOf = async (link: string): Promise<number> => (await fetch(link)).status;

test('when the number is wrong and there is no e-mail, then a person is asked at once, nobody calls, and the link is dead', async () => {
  const customer = aCustomer({ phone: '+7 916 200 00 01', email: undefined });
  const { id } = await shop.place(anOrder(tomorrow(), { customer }));
  const link = await linkIn(id, 'sms');
  await shop.time('thu 11:16');
  await shop.calls(id, 'wrong_number');
  expect(await shop.openTasks(id)).toEqual(['fix_contact']);
  expect(await statusOf(link)).toBe(404);
  await shop.time('fri 18:30');
  expect((await shop.sent(id)).map(({ channel }) => channel)).toEqual(['sms']);
  expect((await shop.tasks(id)).map(({ kind }) => kind).sort()).toEqual([
    'call_customer',
    'fix_contact',
  ]);
  const fixing = { changes: [{ type: 'change_contact', phone: '+7 916 200 00 02' }] };
  const path = `/v1/orders/${id}/amendments`;
  expect((await shop.ask('manager', path, { body: fixing, version: 1 })).status).toBe(202);
  // What one command does, a task's outcome does too: the new number closes the task.
  expect(await shop.openTasks(id)).not.toContain('fix_contact');
  await shop.time('sat 11:01');
  expect(await statusOf(link)).toBe(404);
  expect(await shop.openTasks(id)).toEqual(['call_customer']);
});

test('when the number is wrong and there is an e-mail, then its link lives and the stranger’s is dead', async () => {
  const customer = aCustomer({ phone: '+7 916 200 00 03' });
  const { id } = await shop.place(anOrder(tomorrow(), { customer }));
  const stranger = await linkIn(id, 'sms');
  await shop.time('thu 11:16');
  await shop.calls(id, 'wrong_number');
  expect(await shop.purposes(id)).toEqual(['order_received', 'confirm_by_email']);
  expect(await shop.openTasks(id)).toEqual([]);
  expect(await statusOf(stranger)).toBe(404);
  expect(await statusOf(await linkIn(id, 'email'))).toBe(200);
  await shop.taps(id, { answer: 'confirm' });
  expect((await shop.order(id)).agreed).toMatchObject({ channel: 'link' });
});
