/**
 * The page behind a question's signed link: whoever at the party holds it answers without a key.
 */
import { questionById } from '../../../database/questions/questions';
import type { KeptQuestion } from '../../../database/questions/questions';
import { presentPolicy } from '../../../database/shops/policies';
import { readLink } from '../../../gateways/link-signature';
import type { Dependencies } from '../../dependencies';
import { takeAnswer } from '../../orders/answer-question';
import { deadLink } from '../../pages/dead-link';
import { page } from '../../pages/html';
import { questionPage } from '../../pages/question-page';
import { openRoute } from '../../request/route';
import type { Reply } from '../../request/route';
import { questionAnswerBody } from '../../schemas/questions';
import { linkParams, pageAnswer } from '../../schemas/link-page';
import { fromList, wayBack } from './desk-link';

const tag = 'Link pages';

const answers = { 200: pageAnswer, 404: { ...pageAnswer, description: 'The link is not valid' } };

/** The question behind a link that is ours and has not run out; else null. */
async function behind(deps: Dependencies, token: string): Promise<KeptQuestion | null> {
  const link = readLink(token, deps.environment.linkSecret, new Date(deps.now()));
  if (link?.for !== 'question') return null;
  return questionById(deps.database, { id: link.id, shops: null });
}

async function show(
  deps: Dependencies,
  question: KeptQuestion,
  list: string | undefined,
): Promise<Reply> {
  const found = await presentPolicy(deps.database, question.shop);
  if (!found) return deadLink();
  const { title: shop, locale, calendar } = found.policy;
  const back = await wayBack(deps, question, list);
  const reader = { shop, locale, zone: calendar.zone, at: deps.now(), list: back };
  return page(200, questionPage(question, reader));
}

const visit = openRoute({
  method: 'get',
  path: '/q/{token}',
  operation: 'visitQuestionPage',
  summary: "A party's page of one quick question",
  tag,
  params: linkParams,
  query: fromList,
  answers,
  handle: async ({ deps, params: { token }, query }) => {
    const found = await behind(deps, token);
    return found ? show(deps, found, query.list) : deadLink();
  },
});

const answer = openRoute({
  method: 'post',
  path: '/q/{token}',
  operation: 'answerOnQuestionPage',
  summary: "A party's answer on the page",
  tag,
  params: linkParams,
  query: fromList,
  body: { type: 'form', schema: questionAnswerBody },
  answers,
  handle: async ({ deps, params: { token }, query, body: { text } }) => {
    const found = await behind(deps, token);
    if (!found) return deadLink();
    const by = `party:${found.party}`;
    return show(deps, await takeAnswer(deps, found, { text, by }), query.list);
  },
});

export const questionPageRoutes = [visit, answer];
