/**
 * The wait of an order in words, with the names of people and parties filled in. Pure.
 */
import { say, sentenceOf } from '../../domain/messages/catalogue';
import { WHO } from '../../domain/messages/words/texts';
import type { FoundOrder } from '../../database/orders/orders';
import type { Terms } from '../../domain/policy/policy';
import { phrase } from '../../domain/order/waiting';
import type { Phrase, Wait } from '../../domain/order/waiting';

interface Told {
  readonly found: FoundOrder;
  readonly terms: Terms;
  readonly customerName: string | null;
}

/** What an open order waits for; null only when it is closed. */
export function waitingView({ found, terms, customerName }: Told) {
  if (found.order.closed) return null;
  const wait = found.wait ?? nextLook(found);
  const { locale, calendar } = terms.policy;
  const who = nameOf(wait, terms, customerName);
  const what = withTitle(wait.what, terms);
  return {
    for: wait.for,
    who: who ?? WHO[wait.role ?? wait.for][locale],
    what: say(what, locale),
    since: wait.since,
    until: wait.until,
    then: say(wait.then, locale),
    sentence: sentenceOf({ ...wait, what }, { locale, zone: calendar.zone, who }),
  };
}

/** Between two waits an open order waits for the clock. */
function nextLook({ order, deadline }: FoundOrder): Wait {
  return {
    for: 'clock',
    party: null,
    what: phrase('wait.check'),
    since: order.at,
    until: deadline?.at ?? null,
    then: phrase('then.nothing'),
  };
}

/** A party is called by its title. */
export function withTitle(what: Phrase, { parties }: Terms): Phrase {
  const title = parties.find(({ id }) => id === what.values['party'])?.title;
  return title === undefined ? what : { ...what, values: { ...what.values, party: title } };
}

function nameOf(wait: Wait, terms: Terms, customerName: string | null): string | undefined {
  if (wait.party !== null) return terms.parties.find(({ id }) => id === wait.party)?.title;
  if (wait.for === 'customer' && customerName !== null) return shortName(customerName);
  return undefined;
}

/** "Анна Петрова" as "Анна П.". */
function shortName(name: string): string {
  const [first = '', ...others] = name.split(/\s+/);
  const last = others.at(-1);
  return last === undefined ? first : `${first} ${last.slice(0, 1)}.`;
}
