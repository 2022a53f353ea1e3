// Filling in: saved while it is typed, fields that appear when they apply, two tabs, a connection that breaks.
import type { Page } from '@playwright/test';
import { fillForm, node, start } from './steps.ts';
import { expect, open, signIn, test } from './support.ts';

test.use({ ownServer: true });

const saved = '.saved[data-saved="yes"]';

/** The names under which the browser keeps what was not saved. */
const kept = (page: Page): Promise<string[]> =>
  page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('dengke-unsaved/')));

test('what is typed is saved by itself and stays after a reload', async ({ page }) => {
  await signIn(page, 'zhangwei');
  const registration = await start(page, '11');
  await open(page, `${registration}/fill/work`);
  await page.locator('[name="department"]').fill('急诊科');
  await expect(page.locator(saved)).toHaveText(/已保存 \d\d:\d\d/);
  await page.reload();
  await expect(page.locator('[name="department"]')).toHaveValue('急诊科');
  // What was offered from last year is saved with it.
  await expect(page.locator('[name="unit"]')).toHaveValue('北京市西城区演示医院');
});

test('fields appear when they apply', async ({ page }) => {
  await signIn(page, 'chenjing');
  const registration = await start(page, '31');
  await open(page, `${registration}/fill/work`);
  const other = page.locator('[name="unit_other"]');
  await expect(other).toBeHidden();
  await page.locator('[name="unit"]').fill('其它');
  await expect(other).toBeVisible();
  await page.locator('[name="unit"]').fill('上海市黄浦区测试医院');
  await expect(other).toBeHidden();

  await open(page, `${registration}/fill/exam`);
  const first = page.locator('[name="first_registered"]');
  // What a category does not allow is not offered.
  await page.locator('[name="category"]').selectOption('nursing');
  await expect(page.locator('[name="practice_category"][value="clinical"]')).toHaveCount(0);
  await expect(page.locator('[name="level"][value="assistant"]')).toHaveCount(0);
  await page.locator('[name="practice_category"][value="nursing"]').check();
  await expect(first).toBeVisible();
  await page.locator('[name="practice_category"][value="none"]').check();
  await expect(first).toBeHidden();

  // Category and level narrow the specialties.
  const specialties = page.locator('[name="specialty"] option');
  await page.locator('[name="level"][value="intermediate"]').check();
  await expect(specialties.filter({ hasText: '368' })).toHaveCount(1);
  await expect(specialties.filter({ hasText: '303' })).toHaveCount(0);
});

test('a missing answer is named with a link to its field', async ({ page }) => {
  await signIn(page, 'chenjing');
  const registration = await start(page, '31');
  await open(page, `${registration}/fill/work`);
  await page.locator('[name="department"]').fill('内科');
  await fillForm(page).locator('button[type="submit"]').click();
  await page.waitForURL(/check/);
  await page.locator('[role="alert"] a[href$="#unit"]').click();
  await expect(page.locator('[name="unit"]')).toBeFocused();
  await page.keyboard.type('上海市黄浦区测试医院');
  await expect(page.locator(saved)).toHaveText(/已保存/);

  await open(page, `${registration}/submit`);
  await expect(page.locator('[role="alert"] a[href*="/fill/work?check#post"]')).toBeVisible();
  await expect(page.locator('[role="alert"] a[href*="/fill/exam?check#specialty"]')).toBeVisible();
  await expect(page.locator('[role="alert"] a[href$="/photo"]')).toBeVisible();
});

test('two tabs: the second is told, and nothing is lost', async ({ page, context, complaints }) => {
  complaints.allow(/status of 409/);
  await signIn(page, 'zhangwei');
  const registration = await start(page, '11');
  const second = await context.newPage();
  await open(page, `${registration}/fill/work`);
  await open(second, `${registration}/fill/work`);
  await page.locator('[name="department"]').fill('急诊科');
  await expect(page.locator(saved)).toHaveText(/已保存/);

  await second.locator('[name="department"]').fill('心内科');
  const told = second.locator('[role="alert"]');
  await expect(told).toContainText('已在别处保存过');
  await expect(second.locator('[name="department"]')).toHaveValue('心内科');
  // Only what differs is listed, as it was saved elsewhere and as it is typed here, also what is typed later.
  const listed = told.locator('tbody tr');
  await expect(listed).toHaveText([/所在科室.*急诊科.*心内科/s]);
  await second.locator('[name="department"]').fill('心外科');
  await expect(listed).toHaveText([/所在科室.*急诊科.*心外科/s]);
  await second.reload();
  await expect(second.locator('[name="department"]')).toHaveValue('急诊科');

  // Once more the other way round: this tab's own answer is kept.
  await page.locator('[name="department"]').fill('消化内科');
  await expect(page.locator(saved)).toHaveText(/已保存/);
  await second.locator('[name="department"]').fill('心内科');
  await expect(listed).toHaveText([/所在科室.*消化内科.*心内科/s]);
  await told.locator('button').click();
  await expect(second.locator(saved)).toHaveText(/已保存/);
  await expect(told).toHaveCount(0);
  await page.reload();
  await expect(page.locator('[name="department"]')).toHaveValue('心内科');
});

test('without a connection nothing is lost; it is saved as soon as there is one', async ({ page, context, complaints }) => {
  complaints.allow(/ERR_INTERNET_DISCONNECTED/);
  await signIn(page, 'zhangwei');
  const registration = await start(page, '11');
  await open(page, `${registration}/fill/work`);
  await context.setOffline(true);
  await page.locator('[name="department"]').fill('急诊科');
  await expect(page.locator('.saved[data-saved="failed"]')).toHaveText(/未能保存，正在重试/);
  await context.setOffline(false);
  await expect(page.locator(saved)).toHaveText(/已保存/);
  await page.reload();
  await expect(page.locator('[name="department"]')).toHaveValue('急诊科');
});

test('what a gateway or a busy server answers is no refusal: it is saved a moment later', async ({ page, complaints }) => {
  complaints.allow(/status of 50[23]/);
  await signIn(page, 'zhangwei');
  const registration = await start(page, '11');
  await open(page, `${registration}/fill/work`);
  const answers = [
    { status: 502, contentType: 'text/html', body: '<h1>502 Bad Gateway</h1>' },
    { status: 503, contentType: 'application/json', body: '{"Busy":1}' },
  ];
  for (const [at, answer] of answers.entries()) {
    await page.route('**/save_page', (route) => route.fulfill(answer));
    await page.locator('[name="department"]').fill(`急诊科${at}`);
    await expect(page.locator('.saved[data-saved="failed"]')).toHaveText(/未能保存，正在重试/);
    await expect(page.locator('[role="alert"]')).toHaveCount(0);
    await page.unroute('**/save_page');
    await expect(page.locator(saved)).toHaveText(/已保存/);
  }
  await page.reload();
  await expect(page.locator('[name="department"]')).toHaveValue('急诊科1');
});

test('after the server comes back, an open page is right again by itself', async ({ page, context, server, complaints }) => {
  complaints.allow(/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/);
  await signIn(page, 'zhangwei');
  const registration = await start(page, '11');
  await expect(node(page, 'photo')).toHaveAttribute('data-status', 'grey');
  const second = await context.newPage();
  await open(second, `${registration}/fill/work`);
  await second.locator('[name="department"]').fill('急诊科');
  await expect(second.locator(saved)).toHaveText(/已保存/);
  await server.killAndRestart();

  // All that was acknowledged is there.
  await second.reload();
  await expect(second.locator('[name="department"]')).toHaveValue('急诊科');
  await open(second, `${registration}/photo`);
  await second.locator('form[action*="confirm_photo"] button[type="submit"]').click();
  await second.waitForURL(/\/submit$/);
  await expect(node(page, 'photo')).toHaveAttribute('data-status', 'deep-blue', { timeout: 15_000 });
});

test('what could not be saved before the page was left is there again, and is saved', async ({ page, context, complaints }) => {
  complaints.allow(/ERR_INTERNET_DISCONNECTED/);
  await signIn(page, 'zhangwei');
  const registration = await start(page, '11');
  await open(page, `${registration}/fill/work`);
  await context.setOffline(true);
  await page.locator('[name="department"]').fill('急诊科');
  await expect(page.locator('.saved[data-saved="failed"]')).toBeVisible();
  await page.close({ runBeforeUnload: false });
  await context.setOffline(false);

  const again = await context.newPage();
  await open(again, `${registration}/fill/work`);
  await expect(again.locator('[name="department"]')).toHaveValue('急诊科');
  await expect(again.locator('main')).toContainText('已找回上次没来得及保存的内容');
  await expect(again.locator(saved)).toHaveText(/已保存/);
  await again.reload();
  await expect(again.locator('[name="department"]')).toHaveValue('急诊科');
  // Saved, so nothing is kept any more; nor would it be after signing out.
  expect(await kept(again)).toEqual([]);
});

test('signing out forgets what was kept, and so does another person who signs in', async ({ page }) => {
  const leave = () => page.evaluate(() => localStorage.setItem('dengke-unsaved/1/work', '{}'));
  await signIn(page, 'zhangwei');
  await leave();
  await page.locator('form[action*="sign_out"] button').click();
  await expect.poll(() => kept(page)).toEqual([]);

  await signIn(page, 'zhangwei');
  await leave();
  await page.context().clearCookies();
  await signIn(page, 'chenjing');
  await expect.poll(() => kept(page)).toEqual([]);
});

test('what could not be saved survives a step to another page, and a deletion counts too', async ({ page, context, complaints }) => {
  complaints.allow(/ERR_INTERNET_DISCONNECTED/);
  await signIn(page, 'zhangwei');
  const registration = await start(page, '11');
  await open(page, `${registration}/fill/work`);
  await expect(page.locator('[name="unit"]')).toHaveValue('北京市西城区演示医院');
  await page.locator('[name="department"]').fill('急诊科');
  await expect(page.locator(saved)).toHaveText(/已保存/);
  await context.setOffline(true);
  await page.locator('[name="department"]').fill('');
  await expect(page.locator('.saved[data-saved="failed"]')).toBeVisible();
  await page.close({ runBeforeUnload: false });
  await context.setOffline(false);

  const again = await context.newPage();
  await open(again, `${registration}/fill/work`);
  await expect(again.locator('[name="department"]')).toHaveValue('');
  await expect(again.locator(saved)).toHaveText(/已保存/);
  await again.reload();
  await expect(again.locator('[name="department"]')).toHaveValue('');
});
