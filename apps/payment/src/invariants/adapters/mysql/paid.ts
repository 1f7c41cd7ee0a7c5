/** The statuses of payments whose money WeChat has taken, whatever became of it. */
export const PAID = "('SUCCEEDED', 'PARTIALLY_REFUNDED', 'REFUNDED')";
