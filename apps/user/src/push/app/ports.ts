import type { Push, RawPush } from '../domain/raw-push.js';

/** The signatures and ciphers of pushes; refuses with PushRefused. */
export abstract class SignedPushes {
  /** What WeChat wants to read when it tries the address. */
  abstract echoOf(query: RawPush['query']): string;
  abstract open(raw: RawPush): Push;
}

/** What was pushed within the last while; refuses with an unavailable service's error when it cannot be known. */
export abstract class RecentPushes {
  /** False when the nonce came with other bytes before. */
  abstract admit(nonce: string, body: Buffer): Promise<boolean>;
  abstract has(id: string): Promise<boolean>;
  /** False when it was noted before: of several callers exactly one gets true. */
  abstract note(id: string): Promise<boolean>;
}
