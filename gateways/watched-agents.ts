// Connections for one request each that remember whether they were ever ready to carry it.
// Knows nothing of what is sent.
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

type Connection = ReturnType<HttpAgent['createConnection']>;

/** Agents that open a fresh connection, and `connected()`: whether a request may have left over one. */
export interface WatchedAgents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
  connected(): boolean;
  /** For requests that take another way (a proxy): from now on `connected()` says yes. */
  assumeConnected(): void;
}

/**
 * Agents for a single request. Connections are not kept: one that the other side has just closed
 * would turn an ordinary send into one of unknown outcome.
 */
export function watchedAgents(): WatchedAgents {
  let isConnected = false;
  // Node sends nothing over TLS before the certificate is checked, which is what `secureConnect` says.
  const watch = (connection: Connection, ready: 'connect' | 'secureConnect'): Connection => {
    connection?.once(ready, () => {
      isConnected = true;
    });
    return connection;
  };
  class WatchedHttp extends HttpAgent {
    override createConnection(...request: Parameters<HttpAgent['createConnection']>): Connection {
      return watch(super.createConnection(...request), 'connect');
    }
  }
  class WatchedHttps extends HttpsAgent {
    override createConnection(...request: Parameters<HttpsAgent['createConnection']>): Connection {
      return watch(super.createConnection(...request), 'secureConnect');
    }
  }
  return {
    http: new WatchedHttp({ keepAlive: false }),
    https: new WatchedHttps({ keepAlive: false }),
    connected: () => isConnected,
    assumeConnected: () => {
      isConnected = true;
    },
  };
}
