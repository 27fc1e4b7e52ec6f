// Which Temporal server a process speaks to, by its settings alone.
import { temporalTarget } from '../../config/temporal';

describe('the Temporal server', () => {
  test('when nothing is set, then it is the default namespace of the local server', () => {
    const { namespace, connectionOptions } = temporalTarget({});
    expect(namespace).toBe('default');
    expect(connectionOptions.address).toBeUndefined();
  });

  test('when an address, a namespace and an API key are set, then the connection is encrypted', () => {
    const { namespace, connectionOptions } = temporalTarget({
      TEMPORAL_ADDRESS: 'temporal.example.com:7233',
      TEMPORAL_NAMESPACE: 'shops',
      TEMPORAL_API_KEY: 'secret',
    });
    expect(namespace).toBe('shops');
    expect(connectionOptions).toMatchObject({ address: 'temporal.example.com:7233', tls: true });
  });
});
