// An order to try Ordo with: goods the demo shops have, to be delivered in three days. It is invented, all of it.

/** The body of `POST /v1/orders`; the same number is refused the second time. */
export function sampleOrder(shop: string, number: string | undefined, now: Date): object {
  const day = new Date(now.getTime() + 3 * 86_400_000).toISOString().slice(0, 10);
  return {
    shop,
    ...(number === undefined ? {} : { number }),
    source: 'site',
    customer: {
      name: 'Анна Петрова',
      phone: '8 (916) 123-45-67',
      email: 'anna@example.com',
      locale: 'ru',
      timeZone: 'Europe/Moscow',
    },
    lines: [
      { sku: 'DRESS-RED-42', title: 'Платье красное', quantity: 1, price: rub(3499) },
      { sku: 'BELT-BLACK', title: 'Ремень чёрный', quantity: 1, price: rub(1499) },
    ],
    delivery: {
      method: 'courier',
      price: rub(300),
      address: {
        ...{ country: 'RU', postalCode: '101000', city: 'Москва' },
        ...{ street: 'Мясницкая', house: '5' },
      },
      window: { from: `${day}T10:00:00+03:00`, to: `${day}T14:00:00+03:00` },
    },
    payment: { method: 'cash' },
  };
}

function rub(roubles: number): { amount: number; currency: string } {
  return { amount: roubles * 100, currency: 'RUB' };
}
