// How the browser tests run: one demo server for all that only read, two viewports, Debian's Chromium.
import { defineConfig } from '@playwright/test';
import { CHROMIUM, freePort, serverCommand } from './server.ts';

const ci = Boolean(process.env.CI);

// Workers read this file again: what the first reading chose travels in the environment.
process.env.DENGKE_E2E_PORT ??= String(await freePort());
const url = `http://127.0.0.1:${process.env.DENGKE_E2E_PORT}`;

const phone = { viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
const wide = { viewport: { width: 1280, height: 800 } };

export default defineConfig({
  testDir: '.',
  outputDir: 'test-results',
  forbidOnly: ci,
  fullyParallel: true,
  // Two cores serve the browser, the server and the test itself.
  workers: Number(process.env.WORKERS ?? 2),
  retries: ci ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['./closing.ts']],
  use: {
    baseURL: url,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  projects: [
    { name: 'phone', use: phone, testIgnore: 'budget.spec.ts' },
    // The stories are a phone's; what a wide screen shows otherwise is looked at here.
    { name: 'wide', use: wide, testMatch: /(smoke|axe)\.spec\.ts/ },
    { name: 'budget', use: wide, testMatch: 'budget.spec.ts' },
  ],
  webServer: {
    ...serverCommand(Number(process.env.DENGKE_E2E_PORT)),
    url: `${url}/healthz`,
    reuseExistingServer: false,
    timeout: 60_000,
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
});
