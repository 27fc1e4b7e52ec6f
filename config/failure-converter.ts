// How failures are written into Temporal's history when payloads are encrypted: message and stack are encrypted too.
// Loaded by path, also into the workflow bundle, so it imports nothing but Temporal's own package.
import { DefaultFailureConverter } from '@temporalio/common';

/** The converter that Temporal finds under this name. */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
