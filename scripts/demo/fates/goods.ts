// What is ordered in the stories, as lines of an order, and what must lie on the shelves before the day begins.
// Data only.
export interface OrderLine {
  readonly sku: string;
  readonly title: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly quantity: number;
  readonly price: { readonly amount: number; readonly currency: string };
}

const line = (sku: string, title: string, roubles: number): OrderLine => ({
  ...{ sku, title, quantity: 1 },
  price: { amount: roubles * 100, currency: 'RUB' },
});

export const RED_DRESS: OrderLine = {
  ...line('DRESS-RED-42', 'Платье красное', 3499),
  attributes: { size: '42', colour: 'красный' },
};
export const BLUE_DRESS: OrderLine = {
  ...line('DRESS-BLUE-42', 'Платье синее', 3299),
  attributes: { size: '42', colour: 'синий' },
};
/** Nobody has it. */
export const GREEN_DRESS = line('DRESS-GREEN-42', 'Платье зелёное', 3399);
export const BELT = line('BELT-BLACK', 'Ремень чёрный', 1499);
export const SHOES = line('SHOES-38', 'Туфли', 4990);
export const PRINTED_MUG = line('MUG-PRINT', 'Кружка с вашей надписью', 900);
export const VASE = line('VASE', 'Ваза', 2500);
export const OIL_FILTER = line('FILTER-OIL-104', 'Фильтр масляный', 650);

/** So many of one thing. */
export const several = (quantity: number, of: OrderLine): OrderLine => ({ ...of, quantity });

/** Pieces that nobody has reserved when the day begins; of the vase exactly one, of others no fewer. */
export const SHELVES = [
  { sku: RED_DRESS.sku, free: 20 },
  { sku: BLUE_DRESS.sku, free: 5 },
  { sku: BELT.sku, free: 10 },
  { sku: SHOES.sku, free: 5 },
  { sku: PRINTED_MUG.sku, free: 10 },
  { sku: VASE.sku, free: 1, exactly: true },
] as const;
