const STEPS = 4;

/**
 * Gives an answer; throws an `Error` that names `who` when it takes longer than `ms`. It is waited for in steps: after a pause of this
 * process one timer would go off before an answer is read that came long ago.
 */
export function answerWithin<T>(who: string, ms: number, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const wait = (steps: number): void => {
      if (steps === 0) reject(new Error(`${who} has not answered within ${ms} ms`));
      else timer = setTimeout(wait, ms / STEPS, steps - 1);
    };
    wait(STEPS);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
