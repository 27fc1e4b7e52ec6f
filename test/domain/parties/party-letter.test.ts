/**
 * The letter of a revision says what it is about; that of a call-off asks for nothing to be taken or handed over.
 */
import { writeToParty } from '../../../activities/write-to-party';
import type { PartyPorts } from '../../../activities/party-ports';
import type { TellingKind } from '../../../domain/parties/telling';
import { partyOf } from '../../../domain/policy/policy';
import { renderTemplate } from '../../../gateways/liquid';
import { aShopInMemory } from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const CHANNELS = {
  'own-couriers': { type: 'email', address: 'own@example.com', locale: 'en' },
} as const;

/** What a letter to own couriers says. */
async function letter(shop: ShopInMemory, order: OrderInMemory, kind: TellingKind) {
  const { terms } = shop.market.state();
  const instruction = order.now().instructions.find(({ party }) => party === 'own-couriers');
  if (!instruction) throw new Error('own couriers were told nothing');
  const texts: string[] = [];
  const ports = {
    email: {
      send: (mail: { readonly text: string }) => {
        texts.push(mail.text);
        return Promise.resolve({ outcome: 'accepted', providerId: 'x' });
      },
    },
    render: (...given: Parameters<typeof renderTemplate>) =>
      Promise.resolve(renderTemplate(...given)),
    partyLink: () => 'https://shop.example/p/x',
  } as unknown as PartyPorts;
  const effect = { ...{ kind, number: 2, attempt: 1 }, do: 'tellParty' } as never;
  const said = { order: order.now(), terms, personal: new Map(), notes: ['Ring twice'] };
  await writeToParty(ports, said, { instruction, effect, party: partyOf(terms, 'own-couriers') });
  return texts.join('\n').replaceAll(/[^\S\n]/g, ' ');
}

test('when it is to be paid by card, then the letter says so; when it is called off, then nothing of money', async () => {
  const shop = aShopInMemory({ channels: CHANNELS });
  const order = await shop.order({ agreed: { channel: 'phone' } });
  expect(await letter(shop, order, 'instruction')).toContain('RUB 2,900.00, in cash');
  const { id: instructionId = '' } = order.now().instructions[1] ?? {};
  await order.hears('answerInstruction', { instructionId, answer: 'accepted' });
  await order.hears('amend', { changes: [{ type: 'change_payment', method: 'card_on_delivery' }] });
  const revised = await letter(shop, order, 'revision');
  expect(revised).toContain('The order was changed:\n- the customer pays by card, not in cash\n');
  expect(revised).toContain('To take from the customer: RUB 2,900.00, by card\n');
  await order.hears('cancel', { reason: 'changed_mind' });
  const over = await letter(shop, order, 'call_off');
  expect(over).toContain('do not carry out');
  for (const text of [revised, over]) expect(text).not.toContain('Ring twice');
  expect(over).not.toContain('To take');
});
