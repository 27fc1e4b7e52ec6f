/**
 * A party's own list of its work behind a signed link, and making that link. Whoever holds it answers for the party,
 * so it ends after a month, and at once when another one is made with `renew`.
 */
import { z } from 'zod';
import { openWorkOf } from '../../../database/orders/parties/open-work';
import { listParties } from '../../../database/shops/parties';
import { partyTitles } from '../../../domain/parties/party';
import { listQuestions } from '../../../database/questions/questions';
import { deskMark, renewDeskMark } from '../../../database/shops/desk-links';
import { presentPolicy } from '../../../database/shops/policies';
import { epoch, plus } from '../../../domain/calendar/instant';
import { signLink } from '../../../gateways/link-signature';
import { deadLink } from '../../pages/dead-link';
import { deskPage } from '../../pages/desk-page';
import { page } from '../../pages/html';
import { problem } from '../../problems/problems';
import { keyRoute, openRoute } from '../../request/route';
import { idParams, shopField } from '../../schemas/fields';
import { linkParams, pageAnswer } from '../../schemas/link-page';
import { deskLinkBody, deskLinkOut } from '../../schemas/parties';
import { partyPageAddress } from '../../views/parties/party-page-address';
import { questionPageAddress } from '../../views/parties/question-view';
import { ok } from '../answers';
import { deskOf } from './desk-link';
import { oneShop } from '../shop/shops';

const LINK_LASTS = 'P30D';
const MOST = 100;

const link = keyRoute({
  method: 'post',
  path: '/v1/parties/{id}/links',
  operation: 'linkParty',
  summary: "Make a link to a party's list of its work",
  tag: 'Parties',
  idempotency: 'accepted',
  params: idParams,
  query: z.strictObject({ shop: shopField.optional() }),
  body: { type: 'json', schema: deskLinkBody },
  answers: ok('The link; it leads nowhere after thirty days', deskLinkOut),
  handle: async ({ deps, caller, params: { id: party }, query, body: { renew } }) => {
    const shop = oneShop(caller, query.shop);
    const of = { shop, party };
    const mark = renew ? await renewDeskMark(deps.database, of) : await deskMark(deps.database, of);
    if (mark === null) throw problem('not-found');
    const expiresAt = plus(deps.now(), LINK_LASTS);
    const expires = Math.floor(epoch(expiresAt) / 1000);
    const signed = { for: 'desk', id: `${shop}:${party}`, to: mark, expires } as const;
    const { environment } = deps;
    const url = `${environment.api.publicUrl}/w/${signLink(signed, environment.linkSecret)}`;
    return { status: 200, body: { party, url, expiresAt } };
  },
});

const visit = openRoute({
  method: 'get',
  path: '/w/{token}',
  operation: 'visitDeskPage',
  summary: "A party's list of its work",
  tag: 'Link pages',
  params: linkParams,
  answers: { 200: pageAnswer, 404: { ...pageAnswer, description: 'The link is not valid' } },
  handle: async ({ deps, params: { token } }) => {
    const found = await deskOf(deps, token);
    const present = found && (await presentPolicy(deps.database, found.shop));
    if (!present) return deadLink();
    const { shop, party } = found;
    const { policy } = present;
    const at = deps.now();
    const of = { shop, party: party.id, limit: MOST };
    const [parties, work, questions] = await Promise.all([
      listParties(deps.database, [shop]),
      openWorkOf(deps.database, of),
      listQuestions(deps.database, {
        ...{ shops: [shop], party: party.id, state: 'open', orderId: null },
        ...{ now: at, after: null, limit: MOST },
      }),
    ]);
    const back = `?list=${token}`;
    const view = deskPage({
      title: `${policy.title}: ${party.title}`,
      locale: policy.locale,
      zone: (party.calendar ?? policy.calendar).zone,
      at,
      titles: partyTitles(parties),
      work: work.map((one) => ({
        ...one,
        page: `${partyPageAddress(deps, one.instruction)}${back}`,
      })),
      questions: questions.map((one) => ({
        ...one,
        page: `${questionPageAddress(deps, one)}${back}`,
      })),
      limit: work.length < MOST ? null : MOST,
    });
    return page(200, view);
  },
});

export const deskPageRoutes = [link, visit];
