/** One entry of a user's inbox. */
export interface Message {
  readonly id: string;
  readonly userId: string;
  readonly kind: string;
  readonly title: string;
  readonly body: string;
  /** What it is about, like the id of an order. */
  readonly subjectId: string;
  readonly read: boolean;
  readonly createdAt: Date;
}
