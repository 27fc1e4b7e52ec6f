/**
 * The one outside activity of the baseline: an e-mail through the same gateway to the same stand-in
 * as ours. It keeps no mark and knows no order.
 */
import { randomUUID } from 'node:crypto';
import type { EmailGateway } from '../../gateways/messenger';

export interface BaselineActivities {
  sendMessage(number: number): Promise<string>;
}

const TEXT = 'We have received your order and will call you soon. Everything about it is here. ';

export function baselineActivities(email: EmailGateway): BaselineActivities {
  return {
    sendMessage: async (number) => {
      const text = TEXT.repeat(8);
      const html = `<!doctype html><html lang="ru"><body><p>${text}</p></body></html>`;
      const notificationId = randomUUID();
      const mail = { to: 'anna@example.com', subject: `Order ${String(number)}`, text, html };
      const { outcome } = await email.send({ ...mail, notificationId });
      return outcome;
    },
  };
}
