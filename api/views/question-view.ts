/**
 * A quick question as the API shows it, with the link on which it is answered without a key.
 */
import type { KeptQuestion } from '../../database/questions/questions';
import { epoch } from '../../domain/calendar/instant';
import { questionState } from '../../domain/parties/question';
import { signLink } from '../../gateways/link-signature';
import type { Dependencies } from '../dependencies';

/** How long an answer on the page is still taken after it was wanted: it is late, and kept. */
const LATE_SECONDS = 86_400;

type Showing = Pick<Dependencies, 'environment' | 'now'>;

/** The question as it stands now. */
export function questionView({ environment, now }: Showing, question: KeptQuestion) {
  const { id, shop, party, sku, orderId, text, askedBy, askedAt, until } = question;
  const { answer, answeredBy, answeredAt } = question;
  const expires = Math.floor(epoch(until) / 1000) + LATE_SECONDS;
  const token = signLink({ for: 'question', id, expires }, environment.linkSecret);
  return {
    ...{ id, shop, party, sku, orderId, text, askedBy, askedAt, until },
    state: questionState(question, now()),
    answer:
      answeredAt === null
        ? null
        : { text: answer ?? '', by: answeredBy ?? '', at: answeredAt, late: answeredAt >= until },
    link: `${environment.api.publicUrl}/q/${token}`,
  };
}
