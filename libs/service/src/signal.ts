/** Wakes one listener of this process, such as a loop, when there is something to do; extended to give each purpose its own DI token. */
export abstract class Signal {
  private listener: () => void = () => {};

  listen(listener: () => void): void {
    this.listener = listener;
  }

  notify(): void {
    this.listener();
  }
}
