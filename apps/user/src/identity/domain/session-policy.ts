/** How long tokens last. A class, so that it is its own injection token. */
export class SessionPolicy {
  constructor(
    readonly accessTokenMs: number,
    readonly sessionMs: number,
  ) {}

  /** An access token never outlives its session. */
  accessTokenEnd(now: Date, sessionEnd: Date): Date {
    return new Date(Math.min(now.getTime() + this.accessTokenMs, sessionEnd.getTime()));
  }
}
