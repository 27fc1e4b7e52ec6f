// Who orders: names, numbers and addresses that no other order of this or another day has.
import type { Customer } from './scene';

const NAMES = [
  'Анна Петрова',
  'Борис Ким',
  'Вера Соколова',
  'Глеб Орлов',
  'Дина Ахметова',
  'Егор Лисин',
  'Жанна Белова',
  'Захар Минаев',
  'Инна Волкова',
  'Кирилл Дуб',
  'Лидия Зотова',
  'Марк Северов',
  'Нина Яшина',
  'Олег Тихий',
  'Полина Рощина',
  'Роман Чайка',
  'Софья Маслова',
  'Тимур Галеев',
  'Ульяна Ветрова',
];

/** The customer and the order's number of the story at an index. */
export function castOf(
  run: string,
  index: number,
): { readonly customer: Customer; readonly number: string } {
  const nth = String(index + 1).padStart(2, '0');
  const name = NAMES[index % NAMES.length] ?? 'Анна Петрова';
  const digits = String(parseInt(run, 36) % 100_000).padStart(5, '0');
  return {
    number: `DAY-${run}-${nth}`,
    customer: {
      name,
      phone: `+7916${digits}${nth}`,
      email: `customer-${run.toLowerCase()}-${nth}@example.com`,
    },
  };
}
