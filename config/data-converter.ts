// How values become what Temporal stores, the same for client, worker and tests.
// What the payload converter makes of unreadable values is its own file's business.
import type { DataConverter } from '@temporalio/common';
import { payloadCodec } from './codec';
import type { CodecKeys } from './codec-keys';

/** The data converter for the given keys; without keys nothing is encrypted. */
export function dataConverter(codec: CodecKeys | null): DataConverter {
  return {
    payloadConverterPath: require.resolve('../workflows/payload-converter'),
    payloadCodecs: [payloadCodec(codec)],
    ...(codec === null ? {} : { failureConverterPath: require.resolve('./failure-converter') }),
  };
}
