// One deliberately bad file per import rule, and good files that must pass; text only, never run.
import type { Files } from './scratch-repository';

interface BadImport {
  readonly rule: string;
  readonly path: string;
  readonly text: string;
}

const bad = (rule: string, path: string, text: string): BadImport => ({ rule, path, text });

/** What good and bad files import. */
export const surroundings: Files = {
  'domain/order/order.ts':
    "import type { Money } from '../money/money';\nexport const order = (sum: Money) => sum;",
  'domain/money/money.ts': 'export type Money = number;',
  'database/orders.ts':
    "import type { Money } from '../domain/money/money';\nexport const sum = (m: Money) => m;",
  'database/generated/client.ts': "import '../../domain/money/money';\nexport const prisma = 1;",
  'gateways/sms.ts':
    "import type { Money } from '../domain/money/money';\nexport interface Sms { price: Money }",
  'gateways/twilio/twilio-signature.ts':
    "import { createHmac } from 'node:crypto';\nexport const check = createHmac;",
  'config/environment.ts': "import { z } from 'zod';\nexport const environment = z.object({});",
  'activities/index.ts':
    "import type { Sms } from '../gateways/sms';\nexport type Activities = Sms;",
  'workflows/messages.ts':
    "import { defineSignal } from '@temporalio/workflow';\nexport const wake = defineSignal('wake');",
  'workflows/order.ts': "import { wake } from './messages';\nexport const order = wake;",
  'worker/create-worker.ts':
    "import { environment } from '../config/environment';\nexport const worker = environment;",
  'api/schemas.ts':
    "import { z } from 'zod';\nexport const schema = z.object({});\nexport type Order = 1;",
  'api/schemas/order.ts': "import { schema } from '../schemas';\nexport const orderOut = schema;",
  'api/app.ts': "import { schema } from './schemas';\nexport const app = schema;",
  'test/support/shop.ts': "import { app } from '../../api/app';\nexport const shop = app;",
  'scripts/tool.ts': "import { sum } from '../database/orders';\nexport const tool = sum;",
};

export const goodImports: Files = {
  'domain/order/good.ts': "import { order } from './order';\nexport const good = order;",
  'workflows/good.ts':
    "import { condition } from '@temporalio/workflow';\nimport type { Money } from '../domain/money/money';\n" +
    "import type { Activities } from '../activities/index';\nimport { wake } from './messages';\n" +
    'export const good = (_: Money, __: Activities) => condition(() => wake.name.length > 0);',
  'activities/good.ts':
    "import { createHash } from 'node:crypto';\n" +
    "import { sum } from '../database/orders';\nimport { order } from '../domain/order/order';\n" +
    "import type { Sms } from '../gateways/sms';\n" +
    'export const good = (_: Sms) => [sum, order, createHash];',
  'gateways/twilio/good.ts':
    "import twilio from 'twilio';\nimport { order } from '../../domain/order/order';\nexport const good = [twilio, order];",
  'database/good.ts':
    "import { Pool } from 'pg';\nimport { prisma } from './generated/client';\nimport { order } from '../domain/order/order';\n" +
    'export const good = [Pool, prisma, order];',
  'api/good.ts':
    "import { Client } from '@temporalio/client';\nimport express from 'express';\nimport { check } from '../gateways/twilio/twilio-signature';\n" +
    "import { wake } from '../workflows/messages';\nimport type { order } from '../workflows/order';\n" +
    "import { environment } from '../config/environment';\nimport { sum } from '../database/orders';\n" +
    'export const good = [Client, express, check, wake, environment, sum];\nexport type Order = typeof order;',
  'worker/good.ts':
    "import { Worker } from '@temporalio/worker';\nimport { Client } from '@temporalio/client';\n" +
    "import { sum } from '../database/orders';\nimport type { Activities } from '../activities/index';\n" +
    "import type { Sms } from '../gateways/sms';\nimport { wake } from '../workflows/messages';\n" +
    'export const good = (_: Activities, __: Sms) => [Worker, Client, sum, wake];',
  'desk/good.ts':
    "import type { Order } from '../api/schemas';\nimport { order } from '../domain/order/order';\nexport const good = (_: Order) => order;",
  'scripts/demo/good.ts':
    "import { tool } from '../tool';\nimport { order } from '../../domain/order/order';\n" +
    "import type { orderOut } from '../../api/schemas/order';\n" +
    'export const good = (_: typeof orderOut) => [tool, order];',
  'test/stories/good.test.ts':
    "import { shop } from '../support/shop';\nimport type { Money } from '../../domain/money/money';\nexport const good = (_: Money) => shop;",
  'worker/main.ts': "import { worker } from './create-worker';\nvoid worker;",
};

export const badImports: readonly BadImport[] = [
  bad(
    'domain-imports-domain',
    'domain/order/bad-database.ts',
    "import type {} from '../../database/orders';",
  ),
  bad('domain-imports-domain', 'domain/order/bad-package.ts', "import { z } from 'zod';\nz;"),
  bad(
    'domain-imports-domain',
    'domain/order/bad-node.ts',
    "import { createHash } from 'node:crypto';\ncreateHash;",
  ),
  bad(
    'schemas-import-zod',
    'domain/order/bad-schemas.ts',
    "import { sum } from '../../database/orders';\nsum;",
  ),
  bad(
    'payload-converter-stays-small',
    'workflows/payload-converter.ts',
    "import { z } from 'zod';\nz;",
  ),
  bad(
    'workflows-import-types-only',
    'workflows/bad-rule.ts',
    "import { order } from '../domain/order/order';\norder;",
  ),
  bad('workflows-import-types-only', 'workflows/bad-activity.ts', "import '../activities/index';"),
  bad(
    'workflows-stay-small',
    'workflows/bad-database.ts',
    "import type { sum } from '../database/orders';\nexport type A = typeof sum;",
  ),
  bad('workflows-stay-small', 'workflows/bad-zod.ts', "import { z } from 'zod';\nz;"),
  bad(
    'workflows-stay-small',
    'workflows/bad-node.ts',
    "import { readFileSync } from 'fs';\nreadFileSync;",
  ),
  bad(
    'workflows-stay-small',
    'workflows/bad-client.ts',
    "import { Client } from '@temporalio/client';\nClient;",
  ),
  bad(
    'activities-import-inwards',
    'activities/bad-api.ts',
    "import { app } from '../api/app';\napp;",
  ),
  bad(
    'activities-import-inwards',
    'activities/bad-config.ts',
    "import { environment } from '../config/environment';\nenvironment;",
  ),
  bad(
    'activities-see-gateways-as-interfaces',
    'activities/bad-gateway.ts',
    "import { check } from '../gateways/twilio/twilio-signature';\ncheck;",
  ),
  bad(
    'activities-use-temporal-activity',
    'activities/bad-package.ts',
    "import express from 'express';\nexpress;",
  ),
  bad(
    'activities-use-temporal-activity',
    'activities/bad-client.ts',
    "import { Client } from '@temporalio/client';\nClient;",
  ),
  bad(
    'activities-reach-out-through-gateways',
    'activities/bad-socket.ts',
    "import { request } from 'node:https';\nrequest;",
  ),
  bad(
    'gateways-import-domain',
    'gateways/bad-database.ts',
    "import { sum } from '../database/orders';\nsum;",
  ),
  bad(
    'gateways-leave-storage-and-temporal-alone',
    'gateways/bad-pg.ts',
    "import { Pool } from 'pg';\nPool;",
  ),
  bad(
    'gateways-leave-storage-and-temporal-alone',
    'gateways/bad-temporal.ts',
    "import { Client } from '@temporalio/client';\nClient;",
  ),
  bad(
    'only-gateways-import-vendors',
    'worker/bad-vendor.ts',
    "import twilio from 'twilio';\ntwilio;",
  ),
  bad(
    'only-gateways-import-vendors',
    'api/bad-vendor.ts',
    "import { Liquid } from 'liquidjs';\nLiquid;",
  ),
  bad(
    'database-imports-domain',
    'database/bad-config.ts',
    "import { environment } from '../config/environment';\nenvironment;",
  ),
  bad('database-uses-pg-and-prisma', 'database/bad-zod.ts', "import { z } from 'zod';\nz;"),
  bad('only-database-imports-pg-and-prisma', 'api/bad-pg.ts', "import { Pool } from 'pg';\nPool;"),
  bad(
    'only-database-imports-pg-and-prisma',
    'worker/bad-prisma.ts',
    "import { prisma } from '../database/generated/client';\nprisma;",
  ),
  bad(
    'api-starts-no-effect',
    'api/bad-activities.ts',
    "import type { Activities } from '../activities/index';\nexport type A = Activities;",
  ),
  bad(
    'api-checks-signatures-only',
    'api/bad-gateway.ts',
    "import type { Sms } from '../gateways/sms';\nexport type A = Sms;",
  ),
  bad(
    'api-knows-messages-of-workflows',
    'api/bad-workflow.ts',
    "import { order } from '../workflows/order';\norder;",
  ),
  bad(
    'api-uses-temporal-client',
    'api/bad-worker.ts',
    "import { Worker } from '@temporalio/worker';\nWorker;",
  ),
  bad('worker-assembles', 'worker/bad-api.ts', "import { app } from '../api/app';\napp;"),
  bad(
    'worker-bundles-workflows-by-path',
    'worker/bad-workflow.ts',
    "import { order } from '../workflows/order';\norder;",
  ),
  bad(
    'desk-talks-to-the-api',
    'desk/bad-database.ts',
    "import type { sum } from '../database/orders';\nexport type A = typeof sum;",
  ),
  bad(
    'desk-knows-schemas-as-types',
    'desk/bad-app.ts',
    "import type { app } from '../api/app';\nexport type A = typeof app;",
  ),
  bad(
    'desk-imports-no-schema-code',
    'desk/bad-schema.ts',
    "import { schema } from '../api/schemas';\nschema;",
  ),
  bad('desk-runs-in-a-browser', 'desk/bad-express.ts', "import express from 'express';\nexpress;"),
  bad(
    'config-reads-settings',
    'config/bad-database.ts',
    "import { sum } from '../database/orders';\nsum;",
  ),
  bad(
    'nothing-imports-tests',
    'api/bad-test.ts',
    "import { shop } from '../test/support/shop';\nshop;",
  ),
  bad(
    'nothing-imports-tests',
    'scripts/bad-test.ts',
    "import { shop } from '../test/support/shop';\nshop;",
  ),
  bad(
    'stories-act-as-the-outside-does',
    'test/stories/bad-api.test.ts',
    "import { app } from '../../api/app';\napp;",
  ),
  bad(
    'demo-plays-from-outside',
    'scripts/demo/bad-database.ts',
    "import { sum } from '../../database/orders';\nsum;",
  ),
  bad(
    'demo-plays-from-outside',
    'scripts/demo/bad-app.ts',
    "import type { app } from '../../api/app';\nexport type A = typeof app;",
  ),
  bad(
    'demo-knows-schemas-as-types',
    'scripts/demo/bad-schemas.ts',
    "import { orderOut } from '../../api/schemas/order';\norderOut;",
  ),
  bad(
    'stories-use-domain-types',
    'test/stories/bad-rule.test.ts',
    "import { order } from '../../domain/order/order';\norder;",
  ),
  bad('main-is-never-imported', 'scripts/bad-main.ts', "import '../worker/main';"),
  bad('no-drawer-files', 'api/bad-drawer.ts', "import './utils';"),
  bad('no-cycles', 'domain/bad-cycle-back.ts', "import './bad-cycle';"),
  bad('no-orphans', 'domain/bad-orphan.ts', 'export const forgotten = 1;'),
  bad('everything-resolves', 'scripts/bad-missing.ts', "import './does-not-exist';"),
  bad(
    'shipped-code-uses-shipped-packages',
    'config/bad-dev.ts',
    "import fc from 'fast-check';\nfc;",
  ),
];

/** Second halves of bad pairs. */
export const accomplices: Files = {
  'api/utils.ts': "import './schemas';",
  'domain/bad-cycle.ts': "import './bad-cycle-back';",
};
