/**
 * Waits for something that comes about by itself, by looking again and again for a bounded time.
 */
export async function eventually<Value>(
  look: () => Promise<Value | null | undefined | false>,
  what: string,
  milliseconds = 10_000,
): Promise<Value> {
  const limit = Date.now() + milliseconds;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > limit) throw new Error(`it did not come about: ${what}`);
    await new Promise((again) => setTimeout(again, 15));
  }
}
