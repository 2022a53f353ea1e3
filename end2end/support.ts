// What every browser test stands on: a page whose console must stay clean, servers of one's own, signing in, axe.
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test';
import { startServer, type OwnServer } from './server.ts';
import { UNCLEAN } from './unclean.ts';

/** The password of every demo person. */
export const PASSWORD = 'Dengke2024';

/** What a page may say on its console although it is an error; a test that provokes a refusal says so here. */
export interface Complaints {
  allow(pattern: RegExp): void;
  /** Watches the pages of one more context. */
  watch(context: BrowserContext): void;
}

interface Options {
  /** True: the test has a server with fresh data for itself, and may write, move the clock and kill it. */
  ownServer: boolean;
  /** Where the clock of that server starts, in Beijing time; the demo's own moment where empty. */
  clock: string;
}

interface Fixtures {
  own: OwnServer | undefined;
  /** The server of a test with `ownServer`. */
  server: OwnServer;
  complaints: Complaints;
  /** Another person with a browser of their own; what is not said is as in the test's own context. */
  another: (options?: BrowserContextOptions) => Promise<Page>;
}

/** The contexts of tests that run with scripts off: nothing there ever hydrates. */
const scriptless = new WeakSet<BrowserContext>();

export const test = base.extend<Options & Fixtures>({
  ownServer: [false, { option: true }],
  clock: ['', { option: true }],

  own: async ({ ownServer, clock }, use) => {
    const server = ownServer ? await startServer(clock ? { DENGKE_CLOCK: clock } : {}) : undefined;
    await use(server);
    await server?.stop();
  },

  server: async ({ own }, use) => {
    if (!own) throw new Error('a server of its own needs test.use({ ownServer: true })');
    await use(own);
  },

  baseURL: async ({ own, baseURL }, use) => use(own?.url ?? baseURL),

  complaints: [
    async ({ context, javaScriptEnabled }, use, test) => {
      if (javaScriptEnabled === false) scriptless.add(context);
      const seen: string[] = [];
      const allowed: RegExp[] = [];
      const listen = (page: Page) => {
        page.on('console', (message) => {
          const bad = message.type() === 'error' || /hydrat|panicked|mismatch/i.test(message.text());
          if (bad) seen.push(`${page.url()}: console ${message.type()}: ${message.text()} (${message.location().url})`);
        });
        page.on('pageerror', (error) => seen.push(`${page.url()}: ${error.message}`));
      };
      const watch = (watched: BrowserContext) => {
        watched.pages().forEach(listen);
        watched.on('page', listen);
      };
      watch(context);
      await use({ allow: (pattern) => void allowed.push(pattern), watch });
      const left = seen.filter((line) => !allowed.some((pattern) => pattern.test(line)));
      if (left.length > 0) test.annotations.push({ type: UNCLEAN, description: left[0] });
      expect(left, 'the browser console stays clean').toEqual([]);
    },
    { auto: true },
  ],

  another: async ({ browser, baseURL, javaScriptEnabled, complaints }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ baseURL, javaScriptEnabled, ...options });
      if ((options.javaScriptEnabled ?? javaScriptEnabled) === false) scriptless.add(context);
      opened.push(context);
      complaints.watch(context);
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },
});

export { expect };

/** Waits until WebAssembly runs the page; with scripts off nothing ever does. */
export async function hydrated(page: Page): Promise<void> {
  if (!scriptless.has(page.context())) await page.locator('body[data-hydrated]').waitFor({ state: 'attached' });
}

/** Opens a path and, where scripts run, waits for hydration. */
export async function open(page: Page, path: string): Promise<void> {
  const answer = await page.goto(path);
  expect(answer?.status(), path).toBeLessThan(400);
  await hydrated(page);
}

/** Signs a demo person in, by the form a person would use. */
export async function signIn(page: Page, username: string, password = PASSWORD): Promise<void> {
  await open(page, '/login');
  const form = page.locator('form').filter({ has: page.locator('[name="password"][type="password"]') });
  await form.locator('[name="username"]').fill(username);
  await form.locator('[name="password"]').fill(password);
  await form.locator('button[type="submit"]').click();
  await page.waitForURL((url) => url.pathname !== '/login');
}

/** The page as it stands has no fault that axe finds by the rules of WCAG 2.2 AA, or by the given rules only. */
export async function expectAccessible(page: Page, rules?: string[]): Promise<void> {
  const axe = new AxeBuilder({ page });
  const asked = rules
    ? axe.withRules(rules)
    : axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
  const { violations } = await asked.analyze();
  const faults: string[] = [];
  for (const { id, help, nodes } of violations) {
    for (const { target } of nodes) {
      const selector = String(target[0]);
      // What a bar at the foot of the screen half covers is a target all the same: whoever wants it scrolls.
      if (id === 'target-size' && (await isTargetOnceInSight(page, selector))) continue;
      faults.push(`${id}: ${help}: ${target}`);
    }
  }
  expect(faults, `axe on ${page.url()}`).toEqual([]);
}

/** Whether axe finds this target large enough once it stands in the middle of the screen. */
async function isTargetOnceInSight(page: Page, selector: string): Promise<boolean> {
  await page.locator(selector).first().evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const { violations } = await new AxeBuilder({ page }).include(selector).withRules(['target-size']).analyze();
  return violations.length === 0;
}

/** The page does not scroll sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(0);
}
