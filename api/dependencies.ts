/**
 * What the API is given to work with. It opens and closes none of it.
 */
import type { Logger } from 'pino';
import type { Environment } from '../config/environment';
import type { Database } from '../database/database';
import type { Instant } from '../domain/calendar/instant';
import type { EventFeed } from './events/event-feed';
import type { OrderClient } from './order-client';

export interface Dependencies {
  readonly environment: Pick<
    Environment,
    | 'profile'
    | 'api'
    | 'twilio'
    | 'sendgrid'
    | 'standIns'
    | 'linkSecret'
    | 'codec'
    | 'privateAddresses'
  >;
  readonly database: Database;
  readonly orderClient: OrderClient;
  readonly events: EventFeed;
  readonly log: Logger;
  /** The wall clock; rules are given the order's own. */
  readonly now: () => Instant;
  /** How many requests one key may make in a minute. */
  readonly requestsPerMinute: number;
}
