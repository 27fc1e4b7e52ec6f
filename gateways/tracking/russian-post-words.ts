// What the operations of the Russian Post say in Ordo's words: type and attribute as its tracking service numbers
// them (tracking.pochta.ru/specification). Data only.

/** By type; an attribute that says something else stands beside it. */
const OPERATIONS: Readonly<
  Record<number, { readonly word: string; readonly attributes?: Readonly<Record<number, string>> }>
> = {
  /** Accepted from the sender. */
  1: { word: 'handed_over' },
  /** Handed out: to the addressee, but for those attributes that name the sender. */
  2: {
    word: 'delivered',
    attributes: { 2: 'returned', 4: 'returned', 7: 'returned', 9: 'returned' },
  },
  /** Sent back. */
  3: { word: 'returning' },
  /** Sent on to another office. */
  4: { word: 'in_transit' },
  /** Not handed out: lost, seized, sent astray. */
  5: { word: 'lost', attributes: { 3: 'in_transit' } },
  /** Kept at the office. */
  6: { word: 'at_pickup_point' },
  7: { word: 'at_pickup_point' },
  /** Under way; at the place where it is handed out. */
  8: { word: 'in_transit', attributes: { 2: 'at_pickup_point' } },
  /** Over the border. */
  9: { word: 'in_transit' },
  10: { word: 'in_transit' },
  11: { word: 'in_transit' },
  /** The postman met nobody: it waits at the office, where the notice says. */
  12: { word: 'at_pickup_point' },
  14: { word: 'in_transit' },
  15: { word: 'at_pickup_point' },
  16: { word: 'lost' },
  18: { word: 'lost' },
};

/** The word for an operation; one that is not known keeps its numbers, so that people see it. */
export function russianPostWord(type: number, attribute: number): string {
  const known = OPERATIONS[type];
  const strange = `russian_post_${String(type)}_${String(attribute)}`;
  return known ? (known.attributes?.[attribute] ?? known.word) : strange;
}
