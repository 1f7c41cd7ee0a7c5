/** The ledger has a schema of its own, in which the service's account may add rows and read them but change none. */
export function ledgerSchema(schema: string): string {
  return `${schema}_ledger`;
}

/** The ledger's table as a statement on the service's schema names it. */
export function ledgerTable(schema: string): string {
  return `\`${ledgerSchema(schema)}\`.ledger_line`;
}
