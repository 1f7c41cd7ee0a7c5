/** Something the reader of the terminal can repair: its message is one sentence that says what to do. */
export class Failure extends Error {
  override name = 'Failure';
}
