// How customers are reached, or not: stories about agreeing. Read them aloud.
import { takesTheCash } from '../players/cashier';
import { orders, reads, taps } from '../players/customer';
import { calls, confirms, fixesTheNumber } from '../players/manager';
import { courierDelivers, everybodyAccepts, isPacked } from '../players/parties';
import { confirmsByMenu, whereTheMenuCalls } from '../players/voice-menu';
import { ends, smsProviderRefusesTheNumber } from '../players/world';
import type { Act } from '../scene/scene';
import { fate } from './fate';
import type { Fate } from './fate';
import { BELT, BLUE_DRESS, OIL_FILTER, RED_DRESS, several, SHOES } from './goods';

/** What happens to an agreed order when nothing goes wrong. */
export const BROUGHT_AND_PAID: readonly Act[] = [
  everybodyAccepts(),
  isPacked(),
  courierDelivers(),
  takesTheCash(),
  ends('completed'),
];

export const AGREEING: readonly Fate[] = [
  fate('plain', { en: 'Called, confirmed, brought, paid', ru: 'Звонок, доставка, оплата' }, [
    orders({ lines: [RED_DRESS] }),
    confirms(),
    ...BROUGHT_AND_PAID,
  ]),

  fate('by-link', { en: 'Confirmed by the link', ru: 'Подтверждён по ссылке' }, [
    orders({ lines: [several(2, BELT)] }),
    taps('confirm'),
    ...BROUGHT_AND_PAID,
  ]),

  {
    ...fate('by-menu', { en: 'Confirmed by the menu', ru: 'Подтверждён в меню' }, [
      whereTheMenuCalls('parts', orders({ lines: [OIL_FILTER], inDays: 7 })),
      confirmsByMenu(),
      ...BROUGHT_AND_PAID,
    ]),
    shop: 'parts',
  },

  fate('from-email', { en: 'Nobody answers; e-mail', ru: 'Не дозвонились; письмо' }, [
    orders({ lines: [SHOES], inDays: 6 }),
    calls('no_answer'),
    calls('no_answer'),
    calls('no_answer'),
    taps('confirm', { inMessage: 'confirm_by_email' }),
    ...BROUGHT_AND_PAID,
  ]),

  fate('silent', { en: 'Silent to the end', ru: 'Молчит до конца' }, [
    orders({ lines: [RED_DRESS], inDays: 8 }),
    calls('no_answer'),
    calls('busy'),
    calls('no_answer'),
    reads('confirm_by_email'),
    ends('customer_silent'),
    reads('order_closed'),
  ]),

  fate('declined', { en: 'Declined in the call', ru: 'Отказ по телефону' }, [
    orders({ lines: [BLUE_DRESS] }),
    calls('declined', { reason: 'price' }),
    ends('price'),
  ]),

  fate('wrong-number', { en: 'A wrong number, mended', ru: 'Неверный номер исправлен' }, [
    orders({ lines: [BELT], inDays: 3, withoutEmail: true }),
    calls('wrong_number'),
    fixesTheNumber(),
    confirms(),
    ...BROUGHT_AND_PAID,
  ]),

  fate('changed-in-call', { en: 'Changed in the call', ru: 'Изменён при звонке' }, [
    orders({ lines: [several(2, RED_DRESS)] }),
    confirms([
      { type: 'set_quantity', lineId: 'line-1', quantity: 1 },
      { type: 'add_line', line: BELT },
    ]),
    ...BROUGHT_AND_PAID,
  ]),

  fate('sms-refused', { en: 'SMS refused, e-mail instead', ru: 'Вместо SMS письмо' }, [
    smsProviderRefusesTheNumber(),
    orders({ lines: [BELT] }),
    taps('confirm', { inMessage: 'order_received' }),
    ...BROUGHT_AND_PAID,
  ]),
];
