/**
 * What can be seen of an address before anybody connects. Whether its name leads to a private address is
 * only known then, and is checked there.
 */

export interface CalledAddress {
  readonly url: string;
  /** Whether the address may be private, loopback or link-local, and the call unencrypted. */
  readonly allowPrivate: boolean;
}

/** What is wrong with an address to be called; null where it may be tried. */
export function addressFault({
  url,
  allowPrivate,
}: CalledAddress): 'BAD_ADDRESS' | 'NOT_HTTPS' | null {
  if (!URL.canParse(url)) return 'BAD_ADDRESS';
  const { protocol, username, password } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return 'BAD_ADDRESS';
  if (username !== '' || password !== '') return 'BAD_ADDRESS';
  return protocol === 'http:' && !allowPrivate ? 'NOT_HTTPS' : null;
}
