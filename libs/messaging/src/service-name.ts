/** Whose events these are; the names by which a service is known among the others. */
export class ServiceName {
  constructor(
    /** Like `order`. */
    readonly name: string,
  ) {}

  /** Its consumer group, which is also its name in the inbox. */
  get group(): string {
    return `minisuite.${this.name}`;
  }
}
