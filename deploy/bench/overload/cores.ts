import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { CpuQuota } from './cpu-quota.ts';

// Percent of a core. A gateway needs about as much for a request as all that is behind it, so it is that which has no more to give first:
// gateways keep nothing and are added until this is so, while a database is hard to scale.
const GATEWAY = 70;
const SERVICES = 30;

interface Quotas {
  services: CpuQuota;
  gateway: CpuQuota;
}

/**
 * Divides the processor among load, gateway and what is behind it, so that what is measured is how the system bears the load: in production
 * phones do not run on the server. Without root gateway and services share, without Linux or with one core all three do.
 */
export class Cores {
  readonly #last = availableParallelism() - 1;
  readonly #loadIsApart: boolean;
  readonly #quotas: Quotas | undefined;

  /** `together`: gateway and services share cores instead of having a part each. */
  constructor({ together }: { together: boolean }) {
    this.#loadIsApart = this.#last > 0 && this.#move(String(this.#last));
    if (!together && this.#loadIsApart) this.#quotas = quotas();
  }

  get description(): string {
    if (!this.#loadIsApart) return 'the load and the system share all cores';
    if (!this.#quotas) return 'the load has a core of its own, the system shares the others';
    return `the load has a core of its own, the gateway ${GATEWAY} % of one, all that is behind it ${SERVICES} % of one`;
  }

  /** What this process starts from now on is behind the gateway. */
  startServices(): void {
    this.#startSystem();
    this.#quotas?.services.join();
  }

  /** What this process starts from now on is the gateway. */
  startGateway(): void {
    this.#startSystem();
    this.#quotas?.gateway.join();
  }

  /** This process is the load. */
  startLoad(): void {
    if (this.#loadIsApart) this.#move(String(this.#last));
    this.#quotas?.gateway.leave();
  }

  #startSystem(): void {
    if (this.#loadIsApart) this.#move(`0-${this.#last - 1}`);
  }

  #move(cores: string): boolean {
    return spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', cores, String(process.pid)]).status === 0;
  }
}

function quotas(): Quotas | undefined {
  try {
    return { services: new CpuQuota('services', SERVICES), gateway: new CpuQuota('gateway', GATEWAY) };
  } catch {
    return undefined;
  }
}
