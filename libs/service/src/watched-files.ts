import { readFile } from 'node:fs/promises';
import { Logger } from '@nestjs/common';

/** Text by what it is, as `cert` and `key`. */
export type Texts<K extends string> = Readonly<Record<K, string>>;

export interface WatchedFilesOptions<K extends string> {
  /** Paths by what is in them. */
  readonly files: Texts<K>;
  /** What is in use at first. */
  readonly texts: Texts<K>;
  /** Has new texts used; throws when they cannot be. */
  readonly use: (texts: Texts<K>) => void;
  readonly everyMs?: number | undefined;
}

const EVERY_MS = 10_000;

/**
 * Has files used that are read again every ten seconds, when one of them has changed. Those that cannot be used, because a person is just
 * replacing them, change nothing and are complained of once.
 */
export class WatchedFiles<K extends string> {
  private readonly logger = new Logger('WatchedFiles');
  private readonly timer: NodeJS.Timeout;
  private texts: Texts<K>;
  private complaint = '';
  private reading = Promise.resolve();

  constructor(private readonly options: WatchedFilesOptions<K>) {
    this.texts = options.texts;
    this.timer = setInterval(() => void this.readAgain(), options.everyMs ?? EVERY_MS).unref();
  }

  /** Reads the files now, behind whoever is still reading them, so that no older texts are used after newer ones; never rejects. */
  readAgain(): Promise<void> {
    this.reading = this.reading.then(() => this.read());
    return this.reading;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async read(): Promise<void> {
    const files = Object.entries<string>(this.options.files);
    try {
      const read = await Promise.all(files.map(async ([name, path]) => [name, await readFile(path, 'utf8')]));
      const texts = Object.fromEntries(read) as Texts<K>;
      if (files.every(([name]) => texts[name as K].trim() === this.texts[name as K].trim())) return;
      this.options.use(texts);
      this.texts = texts;
    } catch (error) {
      return this.complain(error instanceof Error ? error.message : String(error));
    }
    this.complaint = '';
    this.logger.log({ files: files.map(([, path]) => path) }, 'files have changed and are in use');
  }

  private complain(complaint: string): void {
    if (complaint !== this.complaint) this.logger.error(`what files had in them stays in use: ${complaint}`);
    this.complaint = complaint;
  }
}
