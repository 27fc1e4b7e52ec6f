/**
 * Takes a party's answer to a quick question, from wherever it comes: kept once, and told to the order it was about.
 */
import { answerQuestion, questionById } from '../../database/questions/questions';
import type { KeptQuestion } from '../../database/questions/questions';
import type { Dependencies } from '../dependencies';
import { problem } from '../problems/problems';
import { tellFact } from './act';

/** The question as it is after the answer; one answered before keeps its first answer. */
export async function takeAnswer(
  deps: Dependencies,
  question: KeptQuestion,
  answer: { readonly text: string; readonly by: string },
): Promise<KeptQuestion> {
  const { id, shop, party, orderId } = question;
  await answerQuestion(deps.database, question, { ...answer, at: deps.now() });
  const now = await questionById(deps.database, { id, shops: [shop] });
  if (!now) throw problem('not-found');
  if (orderId === null || now.answerId === null) return now;
  // Told at every answer: whoever tries again after a failure between the two makes it whole.
  const body = { questionId: id, party, noteId: now.answerId, actor: now.answeredBy };
  await tellFact(deps, {
    orderId,
    sender: 'question',
    senderId: id,
    name: 'hearAnswer',
    body,
  });
  return now;
}
