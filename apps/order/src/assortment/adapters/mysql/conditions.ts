/** What a list is asked for, as SQL: all of it has to hold. */
export class Conditions {
  readonly parameters: unknown[] = [];
  private readonly all: string[] = [];

  static id(id: string): Conditions {
    return new Conditions().add('id = ?', BigInt(id));
  }

  add(condition: string, value: unknown): this {
    this.all.push(condition);
    this.parameters.push(value);
    return this;
  }

  get where(): string {
    return this.all.length > 0 ? ` WHERE ${this.all.join(' AND ')}` : '';
  }
}
