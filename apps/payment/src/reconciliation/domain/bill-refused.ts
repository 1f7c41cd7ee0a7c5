/** The bill cannot be believed or read; no row of it counts. */
export class BillRefused extends Error {}
