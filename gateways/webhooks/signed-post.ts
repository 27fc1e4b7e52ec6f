/**
 * A signed JSON message to somebody's own server. To whom, what about and how often is not decided here; the
 * same message said again must be the same body, so that the receiver knows it by its `id`.
 */
import { guardedPost } from './guarded-post';
import type { Post } from './guarded-post';
import type { PostOutcome } from './post-outcome';
import { SIGNATURE_HEADER, signWebhook } from './webhook-signature';

export interface SignedPost extends Omit<Post, 'headers'> {
  /** All that live; the receiver checks with whichever it has. */
  readonly secrets: readonly string[];
}

/** Makes exactly one attempt; never throws for anything the address, the network or the server did. */
export async function signedPost({ secrets, ...post }: SignedPost): Promise<PostOutcome> {
  const signature = signWebhook({ body: post.body, secrets, now: new Date() });
  return guardedPost({
    ...post,
    headers: { 'Content-Type': 'application/json', [SIGNATURE_HEADER]: signature },
  });
}
