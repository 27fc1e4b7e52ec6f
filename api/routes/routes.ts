/**
 * All routes under /v1 and the link pages, in the order of the document.
 */
import type { Route } from '../request/route';
import { amendmentRoutes } from './amendments';
import { callCardRoutes } from './call-card';
import { carrierWebhookRoutes } from './carrier-webhooks';
import { customerPageRoutes } from './customer-page';
import { codeRoutes } from './codes';
import { deliveryRoutes } from './delivery';
import { developmentRoutes } from './development';
import { eventRoutes } from './events';
import { goodsRoutes } from './goods';
import { messageRoutes } from './messages';
import { moneyRoutes } from './money';
import { orderCommandRoutes } from './order-commands';
import { orderRoutes } from './orders';
import { orderPageRoutes } from './order-page';
import { courierPageRoutes } from './own-couriers/courier-page';
import { courierRoutes } from './own-couriers/couriers';
import { paperRoutes } from './own-couriers/papers';
import { planningRoutes } from './own-couriers/planning';
import { parcelRequestRoutes } from './own-couriers/requests';
import { deskPageRoutes } from './desk-page';
import { partyPageRoutes } from './party-page';
import { partyRoutes } from './parties';
import { partySecretRoutes } from './party-secrets';
import { policyRoutes } from './policies';
import { questionPageRoutes } from './question-page';
import { questionRoutes } from './questions';
import { taskRoutes } from './tasks';
import { voiceRoutes } from './voice';
import { webhookEndpointRoutes } from './webhook-endpoints';
import { webhookRoutes } from './webhooks';
import { webhookDeliveryRoutes } from './webhook-deliveries';

export const ROUTES: readonly Route[] = [
  ...orderRoutes,
  ...orderCommandRoutes,
  ...callCardRoutes,
  ...amendmentRoutes,
  ...moneyRoutes,
  ...codeRoutes,
  ...taskRoutes,
  ...messageRoutes,
  ...eventRoutes,
  ...webhookEndpointRoutes,
  ...webhookDeliveryRoutes,
  ...partyRoutes,
  ...questionRoutes,
  ...parcelRequestRoutes,
  ...courierRoutes,
  ...planningRoutes,
  ...partySecretRoutes,
  ...paperRoutes,
  ...goodsRoutes,
  ...deliveryRoutes,
  ...policyRoutes,
  ...webhookRoutes,
  ...carrierWebhookRoutes,
  ...voiceRoutes,
  ...customerPageRoutes,
  ...questionPageRoutes,
  ...courierPageRoutes,
  ...partyPageRoutes,
  ...deskPageRoutes,
  ...developmentRoutes,
  ...orderPageRoutes,
];
