import { Failure } from '../local/process/failure.ts';

/** A command line that cannot be understood; says where to read on. */
export class UsageError extends Failure {
  constructor(problem: string, command = '') {
    super(
      `${problem.charAt(0).toUpperCase()}${problem.slice(1).replace(/\.$/, '')}. See npm run events -- ${command ? `${command} ` : ''}--help.`,
    );
  }
}
