/**
 * All routes under /v1 and the link pages, in the order of the document.
 */
import type { Route } from '../request/route';
import { amendmentRoutes } from './orders/amendments';
import { callCardRoutes } from './orders/call-card';
import { carrierWebhookRoutes } from './parties/carrier-webhooks';
import { customerPageRoutes } from './pages/customer-page';
import { codeRoutes } from './shop/codes';
import { deliveryRoutes } from './shop/delivery';
import { developmentRoutes } from './development';
import { eventRoutes } from './storefronts/events';
import { goodsRoutes } from './shop/goods';
import { messageRoutes } from './orders/messages';
import { moneyRoutes } from './orders/money';
import { orderCommandRoutes } from './orders/order-commands';
import { orderRoutes } from './orders/orders';
import { orderPageRoutes } from './pages/order-page';
import { courierPageRoutes } from './own-couriers/courier-page';
import { courierRoutes } from './own-couriers/couriers';
import { paperRoutes } from './own-couriers/papers';
import { planningRoutes } from './own-couriers/planning';
import { parcelRequestRoutes } from './own-couriers/requests';
import { deskPageRoutes } from './pages/desk-page';
import { partyPageRoutes } from './pages/party-page';
import { partyRoutes } from './parties/parties';
import { partySecretRoutes } from './parties/party-secrets';
import { policyRoutes } from './shop/policies';
import { questionPageRoutes } from './pages/question-page';
import { questionRoutes } from './parties/questions';
import { taskRoutes } from './tasks';
import { voiceRoutes } from './providers/voice';
import { webhookEndpointRoutes } from './storefronts/webhook-endpoints';
import { webhookRoutes } from './providers/webhooks';
import { webhookDeliveryRoutes } from './storefronts/webhook-deliveries';

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
