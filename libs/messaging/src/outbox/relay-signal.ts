/** Tells the relay of this process that a transaction with outbox rows has been committed. */
export class RelaySignal {
  private listener: () => void = () => {};

  listen(listener: () => void): void {
    this.listener = listener;
  }

  notify(): void {
    this.listener();
  }
}
