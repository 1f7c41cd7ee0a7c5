/** Thrown inside the consumer when it is to leave the rest to whoever comes next; never reaches anyone outside. */
export class Stopped extends Error {}
