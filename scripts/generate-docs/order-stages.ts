/**
 * The page docs/order-stages.md, drawn from the tables that every step of the random histories is held against, so
 * that it cannot lie.
 */
import { BESIDE_MOVES, PATIENCE_MOVES } from '../../domain/parties/beside';
import { INSTRUCTION_MOVES } from '../../domain/parties/instruction';
import { PARCEL_MOVES } from '../../domain/parties/parcel';
import { TELLING_MOVES } from '../../domain/parties/telling';
import { STAGE_MOVES } from '../../domain/order/stage';

type Moves = Readonly<Record<string, readonly string[]>>;

function diagram(first: string, moves: Moves): string {
  const arrows = Object.entries(moves).flatMap(([from, next]) =>
    next.length > 0 ? next.map((to) => `  ${from} --> ${to}`) : [`  ${from} --> [*]`],
  );
  return ['```mermaid', 'stateDiagram-v2', `  [*] --> ${first}`, ...arrows, '```'].join('\n');
}

/** The whole page. */
export function orderStagesPage(): string {
  return `# Stages of an order, instructions and parcels

Made by \`npm run docs:stages\` from the tables in the code; a test fails when they differ. A property test
checks that no other move is ever made, and that each of these can be.

## Stages

The stage shown is the first one on the page of the story that is not finished.

${diagram('received', STAGE_MOVES)}

## Instructions to parties

${diagram('sent', INSTRUCTION_MOVES)}

Revisions and call-offs are a conversation beside the state. What is agreed to is asked no more; a newer one takes the
place of an older one.

${diagram('nothing', BESIDE_MOVES)}

Whoever owes an answer, or goods it has agreed to, is reminded once; then it is overdue, and a person stands for it.

${diagram('waiting', PATIENCE_MOVES)}

## Telling a party

Beside the instruction: whether its party has been reached with the last thing written for it. A newer message takes
the place of an older one; a reminder sends the same one again. On the desk nothing is sent.

${diagram('to_send', TELLING_MOVES)}

## Parcels

The words of the carrier; its story goes forward only, and any part of it may be left out.

${diagram('announced', PARCEL_MOVES)}
`;
}
