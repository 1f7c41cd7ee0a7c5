import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

const schedule = RequestQueue.prototype.scheduleCheckPendingRequests;

/**
 * kafkajs 2.2.4 looks after waiting requests by a timer that it sets again and again, though none waits, with a negative time-out:
 * every idle connection wakes up each millisecond, and Node 24 warns of it. https://github.com/tulios/kafkajs/issues/1751
 */
RequestQueue.prototype.scheduleCheckPendingRequests = function scheduleWhenSomethingWaits(this: RequestQueue): void {
  if (this.pending.length > 0) schedule.call(this);
};
