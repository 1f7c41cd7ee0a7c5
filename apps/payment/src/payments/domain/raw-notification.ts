/** A notification as it came; the signature covers its exact bytes. */
export interface RawNotification {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}
