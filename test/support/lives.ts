/**
 * What engine tests ask of the orders in their engine room: journal rows, history, an order taken up.
 */
import type { Engine } from './engine';
import { untilQuiet } from './advance';
import { eventually } from './eventually';
import { journalOf, placeInto } from './place';
import type { Placed, Row } from './place';

type History = Awaited<ReturnType<ReturnType<typeof handleIn>['fetchHistory']>>;

export interface Lives {
  readonly handleOf: (placed: Placed) => ReturnType<typeof handleIn>;
  readonly rowsOf: (placed: Placed, type: string) => Promise<readonly Row[]>;
  readonly troublesOf: (placed: Placed) => Promise<readonly Row[]>;
  readonly eventsOf: (placed: Placed) => Promise<NonNullable<History['events']>>;
  /** An order whose first message is sent and which waits for its customer. */
  readonly takenUp: () => Promise<Placed>;
}

function handleIn(engine: Engine, placed: Placed) {
  return engine.server.client.workflow.getHandle(placed.workflowId);
}

/** The engine is asked for each time, because a test opens it only before its first test. */
export function livesIn(engine: () => Engine): Lives {
  const handleOf = (placed: Placed) => handleIn(engine(), placed);
  const rowsOf: Lives['rowsOf'] = async (placed, type) =>
    (await journalOf(engine(), placed.id)).filter((row) => row.type === type);
  return {
    handleOf,
    rowsOf,
    troublesOf: (placed) => rowsOf(placed, 'TroubleMet'),
    eventsOf: async (placed) => (await handleOf(placed).fetchHistory()).events ?? [],
    takenUp: async () => {
      const placed = await placeInto(engine(), null);
      const isSent = async () => (await rowsOf(placed, 'MessageSent')).length > 0;
      await eventually(isSent, 'the message is sent');
      await untilQuiet(engine());
      return placed;
    },
  };
}
