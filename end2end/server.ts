// Demo servers for the tests: which binary, on which port, with which data; one shared, or one for a single test.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Debian's Chromium, unless the environment names another. */
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

const target = process.env.CARGO_TARGET_DIR ?? join(homedir(), '.cache/dengke/target');
const binary = process.env.DENGKE_SERVER ?? join(target, 'debug/server');
const environment = { DENGKE_SITE: process.env.DENGKE_SITE ?? join(target, 'site') };

/** A port that nothing listens on now. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

/** A new folder for a server's data, removed when this process ends. */
function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dengke-e2e-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const demo = (port: number, data: string): string[] => ['serve', '--demo', '--addr', `127.0.0.1:${port}`, '--data', data];

/** The shared server, in the form Playwright starts it. Only the first process needs (and makes) its data folder. */
export function serverCommand(port: number): { command: string; env: Record<string, string> } {
  process.env.DENGKE_E2E_DATA ??= dataFolder();
  const words = [binary, ...demo(port, process.env.DENGKE_E2E_DATA)];
  return {
    command: `exec ${words.map((word) => `'${word}'`).join(' ')}`,
    env: { ...(process.env as Record<string, string>), ...environment },
  };
}

/** Where a server that ended by itself went wrong: its panics and the places in our own code. */
const said = (output: string): string =>
  output.split('\n').filter((line) => /panicked| app::| server::/.test(line)).slice(0, 20).join('\n');

/** A demo server that belongs to one test. */
export interface OwnServer {
  url: string;
  /** What it wrote to its log so far. */
  log(): string;
  stop(): Promise<void>;
  /** Ends it at once, as a power cut would, and starts it again on the same data. */
  killAndRestart(): Promise<void>;
}

/** Starts a server on a fresh data folder and waits until it is healthy. */
export async function startServer(extra: Record<string, string> = {}): Promise<OwnServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const data = dataFolder();
  let output = '';
  const start = async () => {
    const child = spawn(binary, demo(port, data), {
      env: { ...process.env, ...environment, ...extra },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let failure: Error | undefined;
    child.once('error', (error) => (failure = error));
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (output += String(chunk)));
    let ending = false;
    const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
    // A server that ends by itself takes the test along; its last words say why.
    void exited.then(() => ending || console.error(`the server ended by itself\n${said(output)}`));
    const patience = Date.now() + 30_000;
    while (!(await fetch(`${url}/healthz`).then((answer) => answer.ok, () => false))) {
      if (failure || child.exitCode !== null || Date.now() > patience) {
        child.kill('SIGKILL');
        throw new Error(`the server did not start: ${failure?.message ?? ''}\n${output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return {
      async end(signal: NodeJS.Signals) {
        ending = true;
        child.kill(signal);
        const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
        await exited;
        clearTimeout(timer);
      },
    };
  };
  let running = await start();
  return {
    url,
    log: () => output,
    async stop() {
      await running.end('SIGTERM');
      rmSync(data, { recursive: true, force: true });
    },
    async killAndRestart() {
      await running.end('SIGKILL');
      running = await start();
    },
  };
}
