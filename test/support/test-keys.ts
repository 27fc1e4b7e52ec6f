/**
 * The API keys of the test shops: known words, for no other place.
 */
import type { Role } from '../../domain/tasks/task';

const ROLES: readonly Role[] = [
  'storefront',
  'manager',
  'senior_manager',
  'dispatcher',
  'warehouse',
  'courier',
  'cashier',
  'finance',
  'admin',
  'auditor',
];

export function testKey(shop: string, role: Role): string {
  return `ordo_${shop}_${role}_for-tests`;
}

export const TEST_KEYS = Object.fromEntries(
  ['demo', 'parts'].map((shop) => [
    shop,
    Object.fromEntries(ROLES.map((role) => [role, testKey(shop, role)])),
  ]),
);
