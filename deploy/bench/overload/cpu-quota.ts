import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Short, so that nobody stands still for long when its share is used up.
const PERIOD_US = 4_000;
const V1 = '/sys/fs/cgroup/cpu';
const V2 = '/sys/fs/cgroup';

/**
 * Processes that get so many percent of a core and no more, as a container with a limit does, by cgroups of Linux. Throws where there are
 * none or this process may not make any: it is not root, or is in a container.
 */
export class CpuQuota {
  readonly #dir: string;
  readonly #home: string;

  constructor(name: string, percent: number) {
    const quota = String((PERIOD_US * percent) / 100);
    const isV1 = existsSync(join(V1, 'cgroup.procs'));
    const root = isV1 ? V1 : V2;
    this.#home = join(root, groupOf(isV1 ? /^\d+:[^:]*\bcpu\b[^:]*:(.*)$/m : /^0::(.*)$/m));
    this.#dir = join(root, `minisuite-bench-${process.pid}-${name}`);
    if (!isV1) writeFileSync(join(V2, 'cgroup.subtree_control'), '+cpu');
    mkdirSync(this.#dir);
    process.once('exit', () => {
      this.leave();
      rmdirSync(this.#dir);
    });
    if (isV1) {
      this.#write('cpu.cfs_period_us', String(PERIOD_US));
      this.#write('cpu.cfs_quota_us', quota);
    } else this.#write('cpu.max', `${quota} ${PERIOD_US}`);
  }

  /** This process is one of them, and so is what it starts from now on. */
  join(): void {
    this.#write('cgroup.procs', String(process.pid));
  }

  /** This process is none of them any more; what it has started stays. */
  leave(): void {
    writeFileSync(join(this.#home, 'cgroup.procs'), String(process.pid));
  }

  #write(file: string, text: string): void {
    writeFileSync(join(this.#dir, file), text);
  }
}

/** Where this process is before it joins any of ours. */
function groupOf(line: RegExp): string {
  return line.exec(readFileSync('/proc/self/cgroup', 'utf8'))?.[1] ?? '/';
}
