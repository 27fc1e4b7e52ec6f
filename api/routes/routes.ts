/**
 * All routes under /v1 and the link pages, in the order of the document.
 */
import type { Route } from '../request/route';
import { amendmentRoutes } from './amendments';
import { callCardRoutes } from './call-card';
import { customerPageRoutes } from './customer-page';
import { deliveryRoutes } from './delivery';
import { developmentRoutes } from './development';
import { eventRoutes } from './events';
import { goodsRoutes } from './goods';
import { moneyRoutes } from './money';
import { orderCommandRoutes } from './order-commands';
import { orderRoutes } from './orders';
import { orderPageRoutes } from './order-page';
import { partyRoutes } from './parties';
import { policyRoutes } from './policies';
import { taskRoutes } from './tasks';
import { voiceRoutes } from './voice';
import { webhookRoutes } from './webhooks';

export const ROUTES: readonly Route[] = [
  ...orderRoutes,
  ...orderCommandRoutes,
  ...callCardRoutes,
  ...amendmentRoutes,
  ...moneyRoutes,
  ...taskRoutes,
  ...eventRoutes,
  ...partyRoutes,
  ...goodsRoutes,
  ...deliveryRoutes,
  ...policyRoutes,
  ...webhookRoutes,
  ...voiceRoutes,
  ...customerPageRoutes,
  ...developmentRoutes,
  ...orderPageRoutes,
];
