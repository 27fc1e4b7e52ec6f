// The search attributes by which people find orders in Temporal's own list. A start with one that is not registered fails,
// so set-up and tests register them and the worker checks. Their values are set by workflows, never here.
import type { Connection } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import type { NativeConnection } from '@temporalio/worker';

const { IndexedValueType } = temporal.api.enums.v1;

/** The attributes with their types, as the server names them. */
export const SEARCH_ATTRIBUTES = {
  OrdoShop: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  OrdoStage: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  OrdoWaitingFor: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  OrdoDue: IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
} as const;

type AnyConnection = Pick<Connection | NativeConnection, 'operatorService'>;

/** The names the namespace lacks. Throws where one exists with another type. */
export async function missingSearchAttributes(
  connection: AnyConnection,
  namespace: string,
): Promise<string[]> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const names = Object.entries(SEARCH_ATTRIBUTES);
  const other = names.find(([name, type]) => (customAttributes[name] ?? type) !== type);
  if (other) throw new Error(`The search attribute ${other[0]} exists with another type.`);
  return names.map(([name]) => name).filter((name) => customAttributes[name] === undefined);
}

/** Registers what is missing; safe to repeat and to run twice at once. Resolves once the server lists them all. */
export async function registerSearchAttributes(
  connection: AnyConnection,
  namespace: string,
): Promise<void> {
  const missing = await missingSearchAttributes(connection, namespace);
  if (missing.length === 0) return;
  const wanted = Object.entries(SEARCH_ATTRIBUTES).filter(([name]) => missing.includes(name));
  try {
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(wanted),
    });
  } catch (error) {
    // A second set-up at the same moment registered them first; only what is still missing is a failure.
    if ((await missingSearchAttributes(connection, namespace)).length > 0) throw error;
  }
}
