import { X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../local/process/failure.ts';
import { type Certified, certify, newAuthority } from './authority.ts';

const BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n?/g;
const PROCESSES = ['gateway', 'user', 'order', 'payment', 'message'] as const;
const DAY_MS = 86_400_000;

/** What was done, and what is next. */
export interface StepDone {
  readonly done: string;
  readonly next: string;
}

/** Where the three files of a process are. */
export interface CertPaths {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/**
 * The certificates of all processes in one folder: `ca.pem` (the authorities that all trust), `<process>.pem` and `<process>-key.pem`,
 * and what only this command reads: `ca-key.pem`, with the authority's certificate, and between two steps `ca-key.next.pem`.
 */
export class CertFiles {
  readonly #dir: string;
  readonly #days: number;
  readonly #now: () => Date;

  constructor(dir: string, { days = 365, now = () => new Date() }: { days?: number; now?: () => Date } = {}) {
    this.#dir = dir;
    this.#days = days;
    this.#now = now;
    mkdirSync(dir, { recursive: true, mode: 0o700 });
  }

  pathsOf(name: string): CertPaths {
    return { ca: this.#file('ca.pem'), cert: this.#file(`${name}.pem`), key: this.#file(`${name}-key.pem`) };
  }

  /** Gives every process a new certificate of the present authority; the first time, makes that too. */
  async issue(): Promise<StepDone> {
    if (!this.#has('ca-key.pem')) await this.#makeAuthority('ca-key.pem');
    await this.#certifyAll();
    return { done: 'Every process has a new certificate.', next: 'They read their files within ten seconds.' };
  }

  /** Issues when a certificate is missing, ends within `days` or is of no trusted authority; tells whether it did. */
  async issueWhenNeeded(days: number): Promise<boolean> {
    const soon = this.#now().getTime() + days * DAY_MS;
    const isGood = PROCESSES.every((name) => this.#has(`${name}-key.pem`) && this.#endOf(name) > soon);
    if (isGood) return false;
    await this.issue();
    return true;
  }

  /** Makes the next authority; all processes learn to trust it beside the present one. */
  async announce(): Promise<StepDone> {
    if (!this.#has('ca-key.pem')) return await this.issue();
    if (!this.#has('ca-key.next.pem')) await this.#makeAuthority('ca-key.next.pem');
    return {
      done: 'ca.pem has the next authority, too.',
      next: 'When every process has this ca.pem for ten seconds, run switch.',
    };
  }

  /** Gives every process a certificate of the next authority. */
  async switch(): Promise<StepDone> {
    if (!this.#has('ca-key.next.pem')) throw new Failure('There is no next authority: run announce first.');
    renameSync(this.#file('ca-key.next.pem'), this.#file('ca-key.pem'));
    await this.#certifyAll();
    return {
      done: 'Every process has a certificate of the next authority.',
      next: 'When every process has its new files for ten seconds, run retire.',
    };
  }

  /** Has all processes trust no authority but the present one. */
  retire(): StepDone {
    if (this.#has('ca-key.next.pem')) throw new Failure('The next authority is not in use yet: run switch.');
    const { certificate } = this.#authority();
    if (this.#trusted().length === 1) return { done: 'There is no old authority.', next: 'Nothing is left to do.' };
    this.#write('ca.pem', certificate, 0o644);
    return {
      done: 'ca.pem has the present authority alone.',
      next: 'Connections that are open end within six minutes.',
    };
  }

  async #makeAuthority(name: string): Promise<void> {
    const { certificate, privateKey } = await newAuthority(this.#now());
    // Trusted before it can sign: a step that was cut off is made again.
    this.#write('ca.pem', [...this.#trusted(), certificate].join(''), 0o644);
    this.#write(name, certificate + privateKey, 0o600);
  }

  async #certifyAll(): Promise<void> {
    const authority = this.#authority();
    for (const name of PROCESSES) {
      const made = await certify(authority, { name, now: this.#now(), days: this.#days });
      this.#write(`${name}-key.pem`, made.privateKey, 0o600);
      this.#write(`${name}.pem`, made.certificate, 0o644);
    }
  }

  #authority(): Certified {
    const file = this.#file('ca-key.pem');
    if ((statSync(file).mode & 0o077) !== 0) {
      throw new Failure(`${file} can be read by others: chmod 600 it, and better make another authority.`);
    }
    const text = readFileSync(file, 'utf8');
    return { certificate: text.match(BLOCK)?.[0] ?? '', privateKey: text.replaceAll(BLOCK, '') };
  }

  #trusted(): string[] {
    if (!this.#has('ca.pem')) return [];
    const blocks = readFileSync(this.#file('ca.pem'), 'utf8').match(BLOCK) ?? [];
    return blocks.map((block) => `${block.trim()}\n`);
  }

  /** When the certificate of a process ends; 0 when it is missing or nobody trusted has issued it. */
  #endOf(name: string): number {
    if (!this.#has(`${name}.pem`)) return 0;
    const certificate = new X509Certificate(readFileSync(this.#file(`${name}.pem`)));
    const isTrusted = this.#trusted().some((pem) => certificate.verify(new X509Certificate(pem).publicKey));
    return isTrusted ? new Date(certificate.validTo).getTime() : 0;
  }

  #has(name: string): boolean {
    return existsSync(this.#file(name));
  }

  #file(name: string): string {
    return join(this.#dir, name);
  }

  // Whole or not at all: a process that reads just now must not read half a file.
  #write(name: string, text: string, mode: number): void {
    const part = this.#file(`${name}.part`);
    rmSync(part, { force: true });
    writeFileSync(part, text, { mode });
    renameSync(part, this.#file(name));
  }
}
