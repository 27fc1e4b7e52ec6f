/**
 * A message sent again over HTTP and by `npm run ordo -- resend`'s route: refusals, and what is answered.
 */
import { openApiAtWork } from '../amendments/agreed-order';
import type { ApiAtWork } from '../amendments/agreed-order';
import { anOrder } from '../../support/an-order';

let api: ApiAtWork;
beforeAll(async () => {
  api = await openApiAtWork();
});
afterAll(() => api.close());

async function anOrderTold(): Promise<{ readonly path: string; readonly messageId: string }> {
  const { body } = await api.ask('/v1/orders', { role: 'storefront', body: anOrder(null) });
  const found = await api.database.prisma.notification.findFirstOrThrow({
    where: { lifeId: body.id },
  });
  return { path: `/v1/orders/${body.id}/messages`, messageId: found.id };
}

test('when the message is under way, not of this order, or asked for by who may not, then it is not sent', async () => {
  const { path, messageId } = await anOrderTold();
  const again = `${path}/${messageId}/resend`;
  const underWay = await api.ask(again, { body: {} });
  expect(underWay).toMatchObject({ status: 422, body: { refusal: 'message_under_way' } });
  const others = await anOrderTold();
  expect((await api.ask(`${path}/${others.messageId}/resend`, { body: {} })).status).toBe(404);
  expect((await api.ask(again, { body: {}, shop: 'parts' })).status).toBe(404);
  expect((await api.ask(again, { body: {}, role: 'storefront' })).status).toBe(403);
  const strange = await api.ask(again, { body: { channel: 'pigeon' } });
  expect(strange).toMatchObject({ status: 422, body: { errors: [{ pointer: '/channel' }] } });
});
