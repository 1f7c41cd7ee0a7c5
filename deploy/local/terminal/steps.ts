import { formatDuration } from './format.ts';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const STILL_WORKING_MS = 10_000;

export interface Step {
  /** What the step is doing right now. */
  progress(text: string): void;
  /** What the finished line says after the title. */
  result(text: string): void;
}

interface Running {
  title: string;
  detail: string;
  since: number;
}

/** Prints one line per finished step with its time; while steps run, a terminal sees them move at the bottom. */
export class Steps {
  readonly #out = process.stdout;
  readonly #moving: boolean;
  readonly #running = new Set<Running>();
  readonly #startedAt = Date.now();
  #timer: NodeJS.Timeout | undefined;
  #frame = 0;
  #over = false;

  /** Without animation there are whole lines only, for output that others write into as well. */
  constructor({ animate = true } = {}) {
    this.#moving = animate && process.stdout.isTTY;
  }

  /** Time since the first step, in ms. */
  get elapsedMs(): number {
    return Date.now() - this.#startedAt;
  }

  async run<T>(title: string, work: (step: Step) => Promise<T>): Promise<T> {
    const running: Running = { title, detail: '', since: Date.now() };
    let outcome = '';
    this.#running.add(running);
    this.#animate();
    try {
      const value = await work({
        progress: (text) => (running.detail = text),
        result: (text) => (outcome = text),
      });
      this.#end(running, '✔', outcome);
      return value;
    } catch (error) {
      this.#end(running, '✖', '');
      throw error;
    }
  }

  /** A line of its own, above the steps that still run. */
  say(text: string): void {
    this.#clear();
    this.#out.write(`${text}\n`);
    this.#draw();
  }

  /** Says no more about steps; those that still run fail because everything is being stopped. */
  close(): void {
    this.#over = true;
    clearInterval(this.#timer);
    this.#running.clear();
  }

  #end(running: Running, mark: string, outcome: string): void {
    if (this.#over) return;
    this.#running.delete(running);
    const time = formatDuration(Date.now() - running.since).padStart(7);
    this.say(`${mark} ${time}  ${running.title}${outcome ? `: ${outcome}` : ''}`);
    if (this.#running.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }

  #animate(): void {
    if (this.#timer) return;
    this.#timer = this.#moving
      ? setInterval(() => {
          this.#clear();
          this.#draw();
        }, 100)
      : setInterval(() => this.#sayStillWorking(), STILL_WORKING_MS);
    this.#timer.unref();
  }

  #sayStillWorking(): void {
    for (const running of this.#running) this.#out.write(`…          ${this.#text(running)}\n`);
  }

  #clear(): void {
    if (this.#moving) this.#out.write('\r\x1b[K');
  }

  #draw(): void {
    if (!this.#moving || this.#running.size === 0) return;
    this.#frame = (this.#frame + 1) % FRAMES.length;
    const all = [...this.#running].map((running) => this.#text(running)).join(' · ');
    this.#out.write(`${FRAMES[this.#frame]} ${all}`.slice(0, Math.max(20, (this.#out.columns || 80) - 1)));
  }

  #text({ title, detail, since }: Running): string {
    return `${title} (${detail ? `${detail}, ` : ''}${formatDuration(Date.now() - since)})`;
  }
}
