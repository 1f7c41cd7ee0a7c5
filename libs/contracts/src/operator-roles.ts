/** What an operator may be, in the order in which roles are always kept; what each may do is for the gateway to say. */
export const OPERATOR_ROLES = ['admin', 'operations', 'support', 'auditor'] as const;

export type OperatorRole = (typeof OPERATOR_ROLES)[number];
