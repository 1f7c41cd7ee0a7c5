const STEP_MS = 20;

/** Polls until `probe` neither throws nor answers false or undefined, and gives its answer; throws what was awaited when `timeoutMs` have passed. */
export async function eventually<T>(
  what: string,
  probe: () => Promise<T | undefined> | T | undefined,
  timeoutMs = 10_000,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    let failure: unknown;
    try {
      const value = await probe();
      if (value !== false && value !== undefined) return value;
    } catch (error) {
      failure = error;
    }
    if (Date.now() > end) throw new Error(`not within ${timeoutMs} ms: ${what}`, { cause: failure });
    await new Promise((resolve) => {
      setTimeout(resolve, STEP_MS);
    });
  }
}
