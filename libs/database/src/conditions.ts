/** What the rows of a list have to be, as SQL with placeholders; all of it has to hold. */
export class Conditions {
  readonly parameters: unknown[] = [];
  private readonly all: string[] = [];

  /** Adds one, with a value for each of its placeholders. */
  add(condition: string, ...values: readonly unknown[]): this {
    this.all.push(condition);
    this.parameters.push(...values);
    return this;
  }

  /** Adds one unless its value is null or undefined, which stands for "not asked for"; an empty text is a value like any other. */
  optional(condition: string, value: unknown): this {
    return value === null || value === undefined ? this : this.add(condition, value);
  }

  /** `WHERE …`; nothing when there is none. */
  get where(): string {
    return this.all.length > 0 ? `WHERE ${this.all.join(' AND ')}` : '';
  }
}
