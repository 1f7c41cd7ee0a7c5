/** Resolves when a dependency can be used, rejects when it cannot. */
export type HealthCheck = () => Promise<void>;

const CHECK_TIMEOUT_MS = 2000;

/** What the process cannot work without, by name; asked for readiness only, never for liveness. */
export class Health {
  private readonly checks = new Map<string, HealthCheck>();
  private open = true;

  add(name: string, check: HealthCheck): void {
    this.checks.set(name, check);
  }

  /** From now on the process says that it is not ready, so that nobody sends new work while it shuts down. */
  drain(): void {
    this.open = false;
  }

  /** The state of each dependency: `ok`, or why not. */
  async report(): Promise<{ ready: boolean; checks: Record<string, string> }> {
    const entries = await Promise.all(
      [...this.checks].map(async ([name, check]) => [name, await this.outcome(check)] as const),
    );
    const checks = Object.fromEntries(entries);
    if (!this.open) checks['process'] = 'shutting down';
    return { ready: Object.values(checks).every((state) => state === 'ok'), checks };
  }

  private async outcome(check: HealthCheck): Promise<string> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('timed out')), CHECK_TIMEOUT_MS);
    });
    try {
      await Promise.race([check(), timeout]);
      return 'ok';
    } catch (error) {
      return error instanceof Error ? error.message : 'failed';
    } finally {
      clearTimeout(timer);
    }
  }
}
