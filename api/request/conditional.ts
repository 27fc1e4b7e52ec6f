/**
 * Versions over HTTP: If-Match in, ETag out. The version is the wish's; whether it is still the present one
 * only the rules compare.
 */
import { problem } from '../problems/problems';

/** The header for a version. */
export function etag(version: number): string {
  return `"${String(version)}"`;
}

/** Stands for a header that names no version of ours: no order ever has it. */
const NEVER = 1_000_000;

/** The version named by If-Match, or null where none or `*` is sent. */
export function versionOf(ifMatch: string | undefined): number | null {
  if (ifMatch === undefined || ifMatch.trim() === '*') return null;
  const version = /^\s*(?:W\/)?("?)([1-9]\d{0,5})\1\s*$/.exec(ifMatch)?.[2];
  return version === undefined ? NEVER : Number(version);
}

/** The version named by If-Match; 428 where none is named. */
export function neededVersion(ifMatch: string | undefined): number {
  const version = versionOf(ifMatch);
  if (version === null) throw problem('version-missing');
  return version;
}
