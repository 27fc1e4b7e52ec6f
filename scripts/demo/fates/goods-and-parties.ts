// Goods that are short or come from suppliers, parties that are silent or told anew. Read them aloud.
import { orders, reads } from '../players/customer';
import { amends, calls, cancels, confirms, movesTheDay, substitutes } from '../players/manager';
import {
  courierAccepts,
  courierDelivers,
  everybodyAccepts,
  isPacked,
  supplierRefuses,
  warehouseAccepts,
  warehouseIsSilent,
} from '../players/parties';
import { takesTheCash } from '../players/cashier';
import { ends, goodsComeFree, waitsFor } from '../players/world';
import { BROUGHT_AND_PAID } from './agreeing';
import { fate } from './fate';
import type { Fate } from './fate';
import { BELT, BLUE_DRESS, GREEN_DRESS, OIL_FILTER, RED_DRESS, several, VASE } from './goods';

export const GOODS_AND_PARTIES: readonly Fate[] = [
  fate('last-vase', { en: 'The last vase, given up', ru: 'Последняя ваза, отказ' }, [
    orders({ lines: [VASE] }),
    waitsFor('vase-too-late', 'placed'),
    calls('declined', { reason: 'changed_mind' }),
    ends('changed_mind'),
  ]),

  fate('vase-too-late', { en: 'The last vase, too late', ru: 'Ваза: чуть позже' }, [
    waitsFor('last-vase', 'placed'),
    orders({ lines: [VASE], inDays: 4 }),
    waitsFor('last-vase', 'ended'),
    goodsComeFree(),
    confirms(),
    ...BROUGHT_AND_PAID,
  ]),

  {
    ...fate('from-supplier', { en: "A supplier's goods", ru: 'Товар поставщика' }, [
      orders({ lines: [several(2, OIL_FILTER)], inDays: 6 }),
      confirms(),
      ...BROUGHT_AND_PAID,
    ]),
    shop: 'parts',
  },

  fate('supplier-refuses', { en: 'The supplier refuses', ru: 'Поставщик отказал' }, [
    orders({ lines: [OIL_FILTER], inDays: 8 }),
    confirms(),
    supplierRefuses(),
    ...BROUGHT_AND_PAID,
  ]),

  fate('alternative', { en: 'Another dress instead', ru: 'Другое платье вместо' }, [
    orders({ lines: [GREEN_DRESS], inDays: 3 }),
    reads('goods_short'),
    confirms(),
    substitutes(BLUE_DRESS),
    ...BROUGHT_AND_PAID,
  ]),

  fate('amended', { en: 'Changed while picking', ru: 'Изменён при сборке' }, [
    orders({ lines: [RED_DRESS], inDays: 3 }),
    confirms(),
    everybodyAccepts(),
    amends([{ type: 'add_line', line: BELT }]),
    everybodyAccepts(),
    reads('order_amended'),
    isPacked(),
    courierDelivers(),
    takesTheCash(),
    ends('completed'),
  ]),

  fate('postponed', { en: 'Two weeks later, please', ru: 'Перенос на две недели' }, [
    orders({ lines: [BELT], inDays: 3 }),
    confirms(),
    everybodyAccepts(),
    movesTheDay({ inDays: 13 }),
    ...BROUGHT_AND_PAID,
  ]),

  fate('silent-warehouse', { en: 'The warehouse is silent', ru: 'Склад молчит' }, [
    orders({ lines: [RED_DRESS], inDays: 4 }),
    confirms(),
    courierAccepts(),
    warehouseIsSilent(),
    warehouseAccepts(),
    isPacked(),
    courierDelivers(),
    takesTheCash(),
    ends('completed'),
  ]),

  fate('cancelled', { en: 'Cancelled while picking', ru: 'Отменён при сборке' }, [
    orders({ lines: [RED_DRESS], inDays: 3 }),
    confirms(),
    everybodyAccepts(),
    cancels('bought_elsewhere'),
    everybodyAccepts(),
    ends('bought_elsewhere'),
    reads('order_closed'),
  ]),
];
