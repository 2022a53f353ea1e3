// The server answers, the landing page comes alive in both viewports, and works with scripts off.
import { expect, expectAccessible, expectNoSidewaysScroll, open, test } from './support.ts';

test('the server is healthy', async ({ request }) => {
  const answer = await request.get('/healthz');
  expect(answer.status()).toBe(200);
});

test('an unknown path is a page that says so', async ({ page, complaints }) => {
  complaints.allow(/status of 404/);
  const answer = await page.goto('/no-such-page');
  expect(answer?.status()).toBe(404);
  await expect(page.locator('h1')).toBeVisible();
});

test('the landing page hydrates, fits and has no accessibility fault', async ({ page }) => {
  await open(page, '/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.locator('h1')).toBeVisible();
  await expect(page.locator('a[href="/programmes/health-2024"]').first()).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test.describe('with scripts off', () => {
  test.use({ javaScriptEnabled: false });

  test('the landing page leads to the programme', async ({ page }) => {
    await open(page, '/');
    await page.locator('a[href="/programmes/health-2024"]').first().click();
    await expect(page).toHaveURL(/\/programmes\/health-2024$/);
    await expect(page.locator('h1')).toBeVisible();
  });
});

test.describe('a server of its own', () => {
  test.use({ ownServer: true });

  test('comes back on its data after a power cut', async ({ page, server }) => {
    await open(page, '/');
    await server.killAndRestart();
    await open(page, '/');
  });
});
