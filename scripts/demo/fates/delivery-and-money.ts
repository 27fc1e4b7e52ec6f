// Deliveries that fail, and money that comes before them or not at all. Read them aloud.
import { takesTheCash } from '../players/cashier';
import { orders, pays, reads, taps } from '../players/customer';
import { plansAnew, triesToCloseWithoutAReason } from '../players/dispatcher';
import { confirms } from '../players/manager';
import {
  courierBringsBack,
  courierComesInVain,
  courierDelivers,
  everybodyAccepts,
  isPacked,
  nobodyComes,
} from '../players/parties';
import { ends } from '../players/world';
import { fate } from './fate';
import type { Fate } from './fate';
import { BLUE_DRESS, PRINTED_MUG, RED_DRESS, several } from './goods';

export const DELIVERY_AND_MONEY: readonly Fate[] = [
  fate('not-delivered', { en: 'Not delivered, a new day', ru: 'Не доставлен, новый день' }, [
    orders({ lines: [BLUE_DRESS] }),
    confirms(),
    everybodyAccepts(),
    isPacked(),
    nobodyComes(),
    taps('not_received', { inMessage: 'delivery_check' }),
    triesToCloseWithoutAReason(),
    plansAnew('courier_ill'),
    everybodyAccepts(),
    courierDelivers(),
    takesTheCash(),
    ends('completed'),
  ]),

  fate('taken-back', { en: 'Three times in vain', ru: 'Трижды напрасно' }, [
    orders({ lines: [RED_DRESS] }),
    confirms(),
    everybodyAccepts(),
    isPacked(),
    courierComesInVain('nobody_home'),
    plansAnew('nobody_home', 3),
    everybodyAccepts(),
    courierComesInVain('nobody_home'),
    plansAnew('nobody_home', 4),
    everybodyAccepts(),
    courierComesInVain('nobody_home'),
    courierBringsBack(),
    ends('undeliverable'),
  ]),

  fate('not-paid', { en: 'Prepaid goods, never paid', ru: 'Предоплата не поступила' }, [
    orders({ lines: [PRINTED_MUG], inDays: 5 }),
    confirms(),
    reads('payment_asked'),
    reads('payment_reminder'),
    ends('not_paid'),
  ]),

  fate('prepaid', { en: 'Prepaid, paid', ru: 'Предоплата поступила' }, [
    orders({ lines: [several(3, PRINTED_MUG)], inDays: 3, payment: 'prepaid' }),
    confirms(),
    pays(),
    everybodyAccepts(),
    isPacked(),
    courierDelivers(),
    ends('completed'),
  ]),
];
