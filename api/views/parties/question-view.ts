/**
 * A quick question as the API shows it, with the link on which it is answered without a key, for who may pass it on.
 */
import type { KeptQuestion } from '../../../database/questions/questions';
import { epoch } from '../../../domain/calendar/instant';
import { questionState } from '../../../domain/parties/question';
import { signLink } from '../../../gateways/link-signature';
import type { Dependencies } from '../../dependencies';

/** How long an answer on the page is still taken after it was wanted: it is late, and kept. */
const LATE_SECONDS = 86_400;

type Showing = Pick<Dependencies, 'environment' | 'now'>;

/** The page on which the question may be answered. */
export function questionPageAddress({ environment }: Showing, { id, until }: KeptQuestion): string {
  const expires = Math.floor(epoch(until) / 1000) + LATE_SECONDS;
  const token = signLink({ for: 'question', id, expires }, environment.linkSecret);
  return `${environment.api.publicUrl}/q/${token}`;
}

/** The question as it stands now. */
export function questionView(showing: Showing, question: KeptQuestion, withLink: boolean) {
  const { id, shop, party, sku, orderId, text, askedBy, askedAt, until } = question;
  const { answer, answeredBy, answeredAt } = question;
  return {
    ...{ id, shop, party, sku, orderId, text, askedBy, askedAt, until },
    state: questionState(question, showing.now()),
    answer:
      answeredAt === null
        ? null
        : { text: answer ?? '', by: answeredBy ?? '', at: answeredAt, late: answeredAt >= until },
    ...(withLink ? { link: questionPageAddress(showing, question) } : {}),
  };
}
