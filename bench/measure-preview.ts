/**
 * How long a manager waits for the preview of an amendment of a long order: one request after the other, so that
 * nothing but the preview itself is timed. That one of goods reads the database once, a test of the API says.
 */
import { strict as assert } from 'node:assert';
import { askApi } from './ask-api';
import { benchOrder, stockedLine } from './bench-shop';
import type { Installation } from './installation';
import { processorMillis } from './process-usage';
import { spreadOf } from './spread';
import type { Spread } from './spread';
import { allAccept, confirm, placeOne } from './story';
import { untilRest } from './until-rest';

export interface PreviewFigures {
  readonly lines: number;
  readonly changes: number;
  /** Milliseconds. */
  readonly took: Spread;
  readonly apiCpu: number;
}

const LINES = 50;
const WARM_UP = 100;

interface Previewed {
  readonly stock: readonly object[];
  readonly refusals: readonly object[];
  readonly parties: readonly { readonly effect: string }[];
}

/** Previews the same changes so many times, of an order that both parties have accepted. */
export async function measurePreview(place: Installation, count: number): Promise<PreviewFigures> {
  const { api } = place;
  const lines = Array.from({ length: LINES }, (_none, index) => stockedLine(index));
  const { id } = await placeOne(api, benchOrder(lines));
  const path = `/v1/orders/${id}`;
  await confirm(api, path);
  const order = await allAccept(api, path);
  await untilRest(place.database);
  const changes = order.lines.map(({ id: lineId }, index) =>
    index % 2 === 0
      ? { type: 'set_quantity', lineId, quantity: 2 }
      : { type: 'remove_line', lineId },
  );
  const preview = (): Promise<Previewed> =>
    askApi(api, {
      ...{ role: 'manager', path: `${path}/amendments/preview`, body: { changes } },
      isKeyless: true,
    });
  for (let warm = 0; warm < WARM_UP; warm += 1) mustShowAll(await preview());
  const process = place.processes().api;
  const before = processorMillis(process);
  const took: number[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const from = performance.now();
    await preview();
    took.push(performance.now() - from);
  }
  const apiCpu = (processorMillis(process) - before) / count;
  return { lines: LINES, changes: changes.length, took: spreadOf(took), apiCpu };
}

/** A preview that was refused would be quick. */
function mustShowAll({ stock, refusals, parties }: Previewed): void {
  assert.deepEqual(refusals, [], 'nothing is refused');
  assert(stock.length === LINES / 2, 'the goods are told');
  assert(parties.length === 2 && parties.every(({ effect }) => effect === 'tell'), 'both are told');
}
