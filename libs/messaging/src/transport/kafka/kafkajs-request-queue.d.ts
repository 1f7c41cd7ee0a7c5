declare module 'kafkajs/src/network/requestQueue/index.js' {
  /** Requests of one connection that wait for their turn; not part of the client's public types. */
  export default class RequestQueue {
    readonly pending: readonly unknown[];
    scheduleCheckPendingRequests(): void;
  }
}
