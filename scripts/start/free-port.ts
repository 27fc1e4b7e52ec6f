// Which port a server gets. A port somebody asked for is taken or refused; a default gives way to the next free one.
// Between choosing and listening the port is held, so that two starts of the same moment never choose the same one.
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { Problem } from './problem';

/** A wish for a port: `asked` is what the environment says, `setting` the name of that variable. */
export interface PortWish {
  readonly setting: string;
  readonly asked: string | undefined;
  readonly preferred: number;
}

/**
 * The port for the wish; nobody else who chooses by this gets it as long as this process lives. Throws a `Problem`
 * where an asked one is in use or is no port.
 */
export async function choosePort(wish: PortWish): Promise<number> {
  if (wish.asked !== undefined && wish.asked !== '') return askedPort(wish.setting, wish.asked);
  for (let port = wish.preferred; port < 65_536; port += 1) {
    if ((await isFree(port)) && (await hold(port)) && (await isFree(port))) return port;
  }
  throw new Problem(`No port from ${wish.preferred} on is free: set ${wish.setting} to one.`);
}

/** Any free port, for servers that only tests use. */
export async function anyFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

async function askedPort(setting: string, asked: string): Promise<number> {
  const port = Number(asked);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Problem(`${setting} must be a port between 1 and 65535, not "${asked}".`);
  }
  if (await isFree(port)) {
    // Whoever asks for a port knows what else is there: it need not be held to be used.
    await hold(port);
    return port;
  }
  throw new Problem(
    `Port ${port} (${setting}) is in use: stop what uses it, or name another port.`,
  );
}

/**
 * Takes the UDP port of the same number: that leaves the port itself to our server, only one process of this machine
 * can have it, and it is free again when this one ends, however it ends. False where somebody has it.
 */
async function hold(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', () => {
      socket.close();
      resolve(false);
    });
    socket.bind({ port, address: '127.0.0.1', exclusive: true }, () => {
      socket.unref();
      resolve(true);
    });
  });
}

/** Free on the loopback address and on all addresses: a server on either would be met by our clients. */
async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '0.0.0.0', '::']) {
    if ((await tryToListen(port, host)) === 'in use') return false;
  }
  return true;
}

async function tryToListen(port: number, host: string): Promise<'free' | 'in use'> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', (error: NodeJS.ErrnoException) => {
      // An address family that this machine lacks is no obstacle.
      resolve(error.code === 'EADDRINUSE' || error.code === 'EACCES' ? 'in use' : 'free');
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve('free')));
  });
}
