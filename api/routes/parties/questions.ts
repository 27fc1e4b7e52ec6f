/**
 * Quick questions to a party while the customer is on the line. A late or second answer is kept or passed over,
 * never refused.
 */
import { z } from 'zod';
import { orderById } from '../../../database/orders/orders';
import { askQuestion, listQuestions, questionById } from '../../../database/questions/questions';
import type { KeptQuestion } from '../../../database/questions/questions';
import { listParties } from '../../../database/shops/parties';
import { plus } from '../../../domain/calendar/instant';
import { taskOfKind } from '../../../domain/parties/party';
import type { Role } from '../../../domain/tasks/task';
import { actorOf } from '../../orders/actor';
import { takeAnswer } from '../../orders/answer-question';
import { invalid, problem } from '../../problems/problems';
import { mayDo, maySpeakFor, roleOf } from '../../request/permissions';
import { updateIdOf } from '../../request/idempotency';
import { pageOf, pageQuery, readCursor } from '../../request/paging';
import { keyRoute } from '../../request/route';
import type { KeyCall } from '../../request/route';
import { idField, idParams, instantIn, shopField } from '../../schemas/fields';
import {
  questionAnswerBody,
  questionBody,
  questionOut,
  questionPage,
  questionState,
} from '../../schemas/questions';
import { questionView } from '../../views/parties/question-view';
import { ok } from '../answers';
import { chosenShops, oneShop } from '../shop/shops';

const tag = 'Questions';

/** Whatever waits longer is no quick question, and its link must end. */
const LONGEST = 'P7D';

type Said = Pick<KeyCall<unknown, unknown, unknown>, 'deps' | 'caller'>;

const ask = keyRoute({
  method: 'post',
  path: '/v1/questions',
  operation: 'askQuestion',
  summary: 'Ask a party something while the customer is on the line',
  tag,
  idempotency: 'required',
  body: { type: 'json', schema: questionBody },
  answers: {
    201: { description: 'The question', schema: questionOut, headers: ['Location'] },
  },
  handle: async (call) => {
    const { deps, caller, body } = call;
    const { party, sku = null, orderId = null, text, until } = body;
    const shop = oneShop(caller, body.shop);
    const askedAt = deps.now();
    await mustFit(call, { shop, party, orderId });
    if (until > plus(askedAt, LONGEST)) {
      throw invalid([{ pointer: '/until', detail: 'must be within a week' }]);
    }
    if (until <= askedAt) throw invalid([{ pointer: '/until', detail: 'must be later than now' }]);
    // The same request tried again is the same question.
    const id = `que_${updateIdOf(call, null).slice(0, 32)}`;
    const askedBy = actorOf(call);
    await askQuestion(deps.database, {
      ...{ id, shop, party, sku, orderId, text, askedBy, askedAt, until },
    });
    const headers = { Location: `/v1/questions/${id}` };
    return { status: 201, headers, body: shown(call, await find(call, id)) };
  },
});

/** Throws 422 for a party or an order that the shop does not have. */
async function mustFit(
  { deps: { database } }: Said,
  asked: { readonly shop: string; readonly party: string; readonly orderId: string | null },
): Promise<void> {
  const { shop, party, orderId } = asked;
  const parties = await listParties(database, [shop]);
  if (!parties.some(({ id }) => id === party)) {
    throw invalid([{ pointer: '/party', detail: 'is no party of the shop' }]);
  }
  if (orderId === null) return;
  if (!(await orderById(database.pool, { id: orderId, shops: [shop] }))) {
    throw invalid([{ pointer: '/orderId', detail: 'is no order of the shop' }]);
  }
}

async function find({ deps, caller }: Said, id: string): Promise<KeptQuestion> {
  const found = await questionById(deps.database, { id, shops: caller.shops });
  if (!found) throw problem('not-found');
  return found;
}

function mayAnswer(role: Role, { kind }: KeptQuestion): boolean {
  return mayDo(role, 'answerQuestion') && maySpeakFor(role, taskOfKind(kind));
}

/** With the link only for who may pass it on to the party, or is at the party. */
function shown({ deps, caller: { role } }: Said, question: KeptQuestion) {
  return questionView(deps, question, mayDo(role, 'askQuestion') || mayAnswer(role, question));
}

const placeInList = z.strictObject({ at: instantIn, id: idField });

const list = keyRoute({
  method: 'get',
  path: '/v1/questions',
  operation: 'listQuestions',
  summary: 'List questions, the newest first',
  tag,
  query: z.strictObject({
    ...pageQuery,
    shop: shopField.optional(),
    party: idField.optional(),
    state: questionState.optional(),
    orderId: idField.optional(),
  }),
  answers: ok('Questions that fit', questionPage),
  handle: async ({ deps, caller, query }) => {
    const found = await listQuestions(deps.database, {
      shops: chosenShops(caller, query.shop),
      party: query.party ?? null,
      state: query.state ?? null,
      orderId: query.orderId ?? null,
      now: deps.now(),
      after: readCursor(query.cursor, placeInList),
      limit: query.limit + 1,
    });
    const body = pageOf(found, {
      limit: query.limit,
      place: ({ askedAt, id }) => ({ at: askedAt, id }),
      show: (one) => shown({ deps, caller }, one),
    });
    return { status: 200, body };
  },
});

const read = keyRoute({
  method: 'get',
  path: '/v1/questions/{id}',
  operation: 'readQuestion',
  summary: 'Read one question and its answer',
  tag,
  params: idParams,
  answers: ok('The question', questionOut),
  handle: async (call) => ({
    status: 200,
    body: shown(call, await find(call, call.params.id)),
  }),
});

const answer = keyRoute({
  method: 'post',
  path: '/v1/questions/{id}/answer',
  operation: 'answerQuestion',
  summary: 'Answer a question; the first answer stands, a late one is kept as late',
  tag,
  idempotency: 'accepted',
  params: idParams,
  body: { type: 'json', schema: questionAnswerBody },
  signedBy: async ({ database }, { id }) => {
    const found = await questionById(database, { id: String(id), shops: null });
    const task = found && taskOfKind(found.kind);
    return task && { shop: found.shop, party: found.party, role: roleOf(task) };
  },
  answers: ok('The question as it now stands', questionOut),
  handle: async (call) => {
    const found = await find(call, call.params.id);
    if (!mayAnswer(call.caller.role, found)) throw problem('forbidden');
    const said = { text: call.body.text, by: actorOf(call) };
    return { status: 200, body: shown(call, await takeAnswer(call.deps, found, said)) };
  },
});

export const questionRoutes = [ask, list, read, answer];
