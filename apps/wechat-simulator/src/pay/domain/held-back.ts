/** A notification that waits for another to overtake it; one at a time, or nothing would overtake anything. */
export class HeldBack {
  private release: (() => void) | undefined;

  get isFree(): boolean {
    return this.release === undefined;
  }

  hold(release: () => void): void {
    this.release = release;
  }

  /** Lets the waiting one go, if there is one. */
  letGo(): void {
    const { release } = this;
    this.release = undefined;
    release?.();
  }

  forget(): void {
    this.release = undefined;
  }
}
