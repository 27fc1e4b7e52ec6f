/**
 * Words of the pages on which a person makes the stand-ins of parcel services report, in development. Data only.
 */
import { text } from './texts';

export const STAND_IN_WORDS = {
  services: text('Parcel services that stand in', 'Службы доставки для пробы'),
  metro: text('Metro Courier', 'Метро-курьер'),
  metroIntro: text(
    'What Ordo told this courier service, the latest first. A button makes the service report it.',
    'Что Ordo передал этой службе, сначала последнее. Кнопка сообщает об этом от имени службы.',
  ),
  post: text('Russian Post', 'Почта России'),
  postIntro: text(
    'Numbers Ordo has asked for. A button notes what happened; Ordo learns it when it asks next.',
    'Номера, о которых Ordo спрашивал. Кнопка отмечает событие; Ordo узнает о нём, когда спросит снова.',
  ),
  otherNumber: text('Another number', 'Другой номер'),
  nothing: text('Nothing yet.', 'Пока ничего.'),
  answered: text('Ordo answered', 'Ответ Ordo'),
  lastSaid: text('Said last', 'Последнее сообщение'),
} as const;
