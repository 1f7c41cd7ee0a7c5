/** Where the shop wants to be told what happens in its mini-program. */
export abstract class PushSettings {
  /** Without it nothing is pushed. */
  abstract readonly url: string | undefined;
}
