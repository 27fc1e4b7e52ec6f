/**
 * Puts quick questions to parties that have a server of their own, signed as everything they are told. What they
 * answer comes by itself.
 */
import type { Logger } from 'pino';
import type { Database } from '../database/database';
import { endTelling, takeQuestions } from '../database/questions/tell-questions';
import type { QuestionToTell } from '../database/questions/tell-questions';
import { liveSecrets } from '../database/shops/party-secrets';
import type { PostSigned } from './webhook-sender';

interface Telling {
  readonly database: Database;
  readonly post: PostSigned;
  readonly log: Logger;
}

export interface QuestionTeller {
  /** Begins to tell every question that is to be told now; a party that hangs holds up nobody else. */
  readonly tell: () => Promise<void>;
  /** Settles when what is under way has ended. */
  readonly stop: () => Promise<void>;
}

/** A teller that works when it is told to; what it could not keep comes again by itself. */
export function createQuestionTeller(telling: Telling): QuestionTeller {
  const underWay = new Set<Promise<void>>();
  return {
    tell: async () => {
      for (const question of await takeQuestions(telling.database)) {
        const one = tellOne(telling, question)
          .catch(() => undefined)
          .finally(() => underWay.delete(one));
        underWay.add(one);
      }
    },
    stop: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

async function tellOne({ database, post, log }: Telling, asked: QuestionToTell): Promise<void> {
  const { url, allowPrivate, ...question } = asked;
  const { id, shop, party } = question;
  const live = await liveSecrets(database, { shop, party }, database.wall());
  const secrets = live.map(({ sealed }) => sealed);
  const body = JSON.stringify({ id, kind: 'question', question });
  const outcome =
    secrets.length === 0
      ? ({ outcome: 'refused', code: 'NO_SECRET' } as const)
      : await post({ url, body, secrets, allowPrivate });
  if (outcome.outcome === 'refused') {
    log.warn({ question: id, shop, party, code: outcome.code }, 'a question was not taken');
  }
  if (outcome.outcome === 'delivered' || outcome.outcome === 'refused') {
    await endTelling(database, id);
  }
}
