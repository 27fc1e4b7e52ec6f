/**
 * What workflows may ask of the world, by name and shape. Types only, so that workflows may see them.
 */
import type { Input, Turn } from '../domain/life/life';

export interface CommitOrder {
  readonly life: string;
  readonly inputs: readonly Input[];
  readonly now: string;
}

export interface OutsideOrder {
  readonly life: string;
  readonly key: string;
  readonly attempt: number;
}

/** The outcome of an effect as something to be heard: a command by its name. */
export interface OutsideResult {
  readonly name: string;
  readonly command: Readonly<Record<string, unknown>>;
}

export type OutsideActivity = 'sendMessage' | 'askProvider' | 'tellParty' | 'askCarrier';

export interface Activities {
  commit(order: CommitOrder): Promise<Turn>;
  commitQuickly(order: CommitOrder): Promise<Turn>;
  sendMessage(order: OutsideOrder): Promise<OutsideResult>;
  askProvider(order: OutsideOrder): Promise<OutsideResult>;
  tellParty(order: OutsideOrder): Promise<OutsideResult>;
  askCarrier(order: OutsideOrder): Promise<OutsideResult>;
}
