/**
 * Every word of what a change has changed, as its SMS and its e-mail say it, Russian beside English. Data only.
 */
import { text } from './texts';

export const CHANGED_WORDS = {
  now: text('. Now {how}', '. Теперь {how}'),
  door: text('. To be paid on receipt: {sum}', '. При получении {sum}'),
  card: text(', by card', ', картой'),
  cash: text(', in cash', ', наличными'),
  back: text('. We give you back {sum}', '. Вернём {sum}'),
  address: text('another address', 'новый адрес'),
  point: text('another pickup point', 'другой пункт выдачи'),
  expected: text('expected on {day}', 'ждём {day}'),
  expectedByEmail: text('We expect it on {day}.', 'Ждём его {day}.'),
  courier: text('by courier', 'курьером'),
  post: text('by post', 'почтой'),
  pickup: text('to a pickup point', 'в пункт выдачи'),
  transport: text('by a transport company', 'транспортной компанией'),
} as const;
