// Live: an open page shows an officer's decision within a second, and shows it all the same where the stream of events
// does not come through.
import type { Page } from '@playwright/test';
import { AS_LAST_YEAR } from './people.ts';
import { confirmOnSite, confirmPhoto, fill, find, node, start, submit } from './steps.ts';
import { expect, open, signIn, test } from './support.ts';

test.use({ ownServer: true });

/** From the answer to the decision to the change on the open page. */
const A_SECOND = 1_000;
/** The page asks every five seconds. */
const POLLED = 15_000;

const desk = { viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false, deviceScaleFactor: 1 };

/** A stream that opens, and nothing follows. */
const HELD_BACK = `
  window.EventSource = function () {
    const held = new EventTarget();
    setTimeout(() => held.onopen?.(new Event('open')));
    return Object.assign(held, { readyState: 1, close: () => (held.readyState = 2) });
  };
`;

/** A registration that waits for its confirmation, open on the candidate's page; returns the code of its print. */
async function waiting(page: Page): Promise<string> {
  await signIn(page, 'zhangwei');
  const registration = await start(page, '11');
  await fill(page, registration, { ...AS_LAST_YEAR, work: { department: '急诊科' } });
  await confirmPhoto(page, registration);
  const code = await submit(page, registration);
  await open(page, registration);
  await expect(page.locator('main [data-state]')).toHaveAttribute('data-state', 'submitted');
  return code;
}

/** A site officer before that registration. */
async function officer(page: Page, code: string): Promise<void> {
  await signIn(page, 'site-beijing');
  await find(page, code, '张伟');
}

/** When the page itself saw this element first, by the clock that all browsers of a machine share. */
const seen = (page: Page, selector: string): Promise<number> =>
  page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = () => void (document.querySelector(wanted) && resolve(Date.now()));
        new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
        look();
      }),
    selector,
  );

test('a decision shows on the open page within a second', async ({ page, another }) => {
  test.setTimeout(120_000);
  const code = await waiting(page);
  const site = await another(desk);
  await officer(site, code);
  const changed = seen(page, '[data-nodes] [data-node="confirmation"][data-status="deep-blue"]');
  const answered = site.waitForResponse((answer) => answer.url().includes('confirm_on_site'));
  await confirmOnSite(site, code);
  const { startTime, responseStart } = (await answered).request().timing();
  expect((await changed) - (startTime + responseStart)).toBeLessThanOrEqual(A_SECOND);
  await expect(node(page, 'review')).toHaveAttribute('data-status', 'light-blue');
});

test('a decision shows although the connection for events hangs', async ({ page, another }) => {
  test.setTimeout(120_000);
  await page.route('**/live/**', () => {});
  const code = await waiting(page);
  const site = await another(desk);
  await officer(site, code);
  await confirmOnSite(site, code);
  await expect(node(page, 'confirmation')).toHaveAttribute('data-status', 'deep-blue', { timeout: POLLED });
});

test('a decision shows although a proxy holds the events back', async ({ page, another }) => {
  test.setTimeout(120_000);
  await page.addInitScript(HELD_BACK);
  const code = await waiting(page);
  const site = await another(desk);
  await officer(site, code);
  await confirmOnSite(site, code);
  await expect(node(page, 'confirmation')).toHaveAttribute('data-status', 'deep-blue', { timeout: POLLED });
});
