import { AsyncLocalStorage } from 'node:async_hooks';
import { DomainError, isDomainError } from '@minisuite/kernel';

/** How large groups get, how many run at a time, and how many commands may wait. */
export interface GrouperOptions {
  readonly maxGroup?: number;
  readonly concurrency?: number;
  readonly maxWaiting?: number;
  /** After this many ms of waiting a group is begun beside those that run; without it commands wait as long as those take. */
  readonly patienceMs?: number;
}

interface Waiting<C, R> {
  readonly command: C;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers the commands that arrive in one turn of the event loop, or while earlier groups are being decided, and decides them
 * together, so that they share one transaction and one commit; a lone command waits for no other. `decide` answers each command with a value or a DomainError.
 * When it throws, the group is decided once more and then each command alone, so that one bad command never harms its neighbours.
 */
export class Grouper<C, R> {
  private readonly waiting: Waiting<C, R>[] = [];
  private readonly running = new Set<Promise<void>>();
  // A group serves many requests, so it must not run in the context of the one that happened to start it.
  private readonly outside = AsyncLocalStorage.snapshot();
  private turn: NodeJS.Immediate | undefined;
  private readonly maxGroup: number;
  private readonly concurrency: number;
  private readonly maxWaiting: number;
  private readonly patienceMs: number | undefined;
  private patience: NodeJS.Timeout | undefined;

  constructor(
    private readonly decide: (commands: C[]) => Promise<(R | DomainError)[]>,
    { maxGroup = 100, concurrency = 1, maxWaiting = 10_000, patienceMs }: GrouperOptions = {},
  ) {
    this.maxGroup = maxGroup;
    this.concurrency = concurrency;
    this.maxWaiting = maxWaiting;
    this.patienceMs = patienceMs;
  }

  /** Resolves with the command's own result; rejects with its DomainError, or SERVICE_UNAVAILABLE when too many wait. */
  submit(command: C): Promise<R> {
    if (this.waiting.length >= this.maxWaiting) {
      return Promise.reject(new DomainError('unavailable', 'SERVICE_UNAVAILABLE', 'Too many requests are waiting.'));
    }
    return new Promise<R>((resolve, reject) => {
      this.waiting.push({ command, resolve, reject });
      // Callers who were answered together come again in the same packet: without the rest of this turn of the event loop the
      // first of them would get a transaction of its own, and half of all transactions would be for one command.
      this.turn ??= setImmediate(() => {
        this.turn = undefined;
        this.pump();
      });
    });
  }

  /** Resolves when everything submitted so far has been answered. */
  async drain(): Promise<void> {
    while (this.running.size > 0 || this.waiting.length > 0) {
      this.pump();
      await Promise.all(this.running);
    }
  }

  private pump(): void {
    while (this.running.size < this.concurrency && this.waiting.length > 0) this.begin();
    if (this.waiting.length === 0) {
      clearTimeout(this.patience);
      this.patience = undefined;
    } else if (this.patienceMs !== undefined) {
      this.patience ??= setTimeout(() => this.beginBeside(), this.patienceMs);
    }
  }

  private beginBeside(): void {
    this.patience = undefined;
    this.begin();
    this.pump();
  }

  private begin(): void {
    const group = this.waiting.splice(0, this.maxGroup);
    const run = this.outside(() => this.run(group)).finally(() => {
      this.running.delete(run);
      this.pump();
    });
    this.running.add(run);
  }

  private async run(group: Waiting<C, R>[]): Promise<void> {
    try {
      return await this.answer(group);
    } catch (error) {
      if (group.length === 1) return group[0]?.reject(error);
    }
    try {
      return await this.answer(group);
    } catch {
      for (const one of group) await this.answer([one]).catch(one.reject);
    }
  }

  private async answer(group: Waiting<C, R>[]): Promise<void> {
    const results = await this.decide(group.map(({ command }) => command));
    if (results.length !== group.length) throw new Error(`${group.length} commands got ${results.length} results`);
    for (const [index, result] of results.entries()) {
      if (isDomainError(result)) group[index]?.reject(result);
      else group[index]?.resolve(result);
    }
  }
}
