/**
 * What the worker does beside the orders for those who listen: storefronts hear of their orders, parties with a server
 * of quick questions, and live readers of questions whose time is over. No order waits for any of it.
 */
import { tellExpired } from '../database/questions/questions';
import { forgetDelivered } from '../database/webhooks/send-deliveries';
import { lookAtUntold } from '../database/webhooks/untold';
import { writeDeliveries } from '../database/webhooks/write-deliveries';
import { startBeat } from './beat';
import type { Beat } from './beat';
import { createWebhookSender } from './webhook-sender';
import { createQuestionTeller } from './question-teller';
import type { SenderSettings } from './webhook-sender';

const EXPIRY_MILLISECONDS = 1_000;
const TELL_MILLISECONDS = 500;
const FORGET_MILLISECONDS = 3_600_000;

/** Starts everything for those who listen; stops after what is under way. */
export function startEars(settings: SenderSettings): Beat {
  const { database, log } = settings;
  const sender = createWebhookSender(settings);
  const teller = createQuestionTeller(settings);
  let isNew = true;
  const tell = async (): Promise<void> => {
    if (isNew) await lookAtUntold(database);
    isNew = false;
    for (;;) {
      const { isAll, failed } = await writeDeliveries(database);
      if (failed.length > 0) log.error({ orders: failed }, 'orders could not be told of');
      await sender.send();
      if (isAll) break;
    }
  };
  const beats = [
    startBeat(() => tellExpired(database), {
      ...{ everyMillis: EXPIRY_MILLISECONDS, what: 'questions', log },
    }),
    startBeat(teller.tell, {
      ...{ everyMillis: TELL_MILLISECONDS, what: 'questions of parties', log },
    }),
    startBeat(tell, { everyMillis: TELL_MILLISECONDS, what: 'deliveries', log }),
    startBeat(() => forgetDelivered(database), {
      ...{ everyMillis: FORGET_MILLISECONDS, what: 'forgetting', log },
    }),
  ];
  return {
    stop: async () => {
      await Promise.all(beats.map((beat) => beat.stop()));
      await Promise.all([sender.stop(), teller.stop()]);
    },
  };
}
