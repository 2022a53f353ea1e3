// The same way with scripts off: everything that a candidate or an officer must do are plain links and forms.
import { PHYSICIAN } from './exams.ts';
import { newcomer } from './people.ts';
import {
  confirmOnSite, confirmPhoto, fill, fillForm, find, node, pass, prepare, send, signUp, start, startExam, submit,
} from './steps.ts';
import { expect, open, signIn, test } from './support.ts';

test.use({ ownServer: true, javaScriptEnabled: false });

test('the whole way without scripts', async ({ page, another }) => {
  test.setTimeout(180_000);
  const person = newcomer(2);
  await signUp(page, person);
  await prepare(page);
  const registration = await start(page, '11');
  await fill(page, registration);
  await confirmPhoto(page, registration);
  const code = await submit(page, registration);

  const site = await another();
  await signIn(site, 'site-beijing');
  const record = await find(site, code, person.name);
  await confirmOnSite(site, code);
  await expect(site.locator('.desk')).toHaveAttribute('data-state', 'confirmed');
  await open(page, registration);
  await expect(node(page, 'confirmation')).toHaveAttribute('data-status', 'deep-blue');
  await expect(node(page, 'review-site')).toHaveAttribute('data-status', 'light-blue');

  await pass(site, 'pass-site');
  await expect(site.locator('.desk')).toHaveAttribute('data-state', 'site-passed');
  const area = await another();
  await signIn(area, 'area-beijing');
  await open(area, record);
  await pass(area, 'pass-area');
  await expect(area.locator('.desk')).toHaveAttribute('data-state', 'registered');

  await open(page, registration);
  await expect(node(page, 'review')).toHaveAttribute('data-status', 'deep-blue');
  await expect(page.locator('[data-registered]')).toContainText('报名成功');
});

test.describe('an exam with a choice at the start, a register of units and groups', () => {
  test.use({ clock: PHYSICIAN.clock });

  test('is chosen, filled in and submitted without scripts', async ({ page }) => {
    test.setTimeout(180_000);
    await signUp(page, newcomer(4));
    await prepare(page);

    // Narrowed by asking for the page again.
    await open(page, `/programmes/${PHYSICIAN.id}`);
    const choice = (code: string) => page.locator(`[name="specialty"][value="${code}"]`);
    await page.locator('select[name="level"]').selectOption('assistant');
    await page.locator('button[form="narrow"]').click();
    await expect(choice('210')).toBeVisible();
    await expect(choice('110')).toBeHidden();
    const registration = await startExam(page, `/programmes/${PHYSICIAN.id}`, PHYSICIAN.chosen);

    // Enter is the button that goes on; the words in the search are not lost on it.
    await open(page, `${registration}/fill/work`);
    await page.locator('[name="find.unit"]').fill('东城区测试');
    await page.locator('[name="find.unit"]').press('Enter');
    await page.waitForURL(/\?check/);
    await expect(page.locator('[name="unit"][value="CS110101001"]')).toBeVisible();

    // One more entry, one fewer.
    await open(page, `${registration}/fill/training`);
    const entries = page.locator('.entry');
    await expect(entries).toHaveCount(0);
    await page.locator('button[name="find.+"]').click();
    await expect(entries).toHaveCount(1);
    await page.locator('button[name="find.-"]').click();
    await expect(entries).toHaveCount(0);

    await fill(page, registration, PHYSICIAN.pages);
    await confirmPhoto(page, registration);
    await submit(page, registration);
    await open(page, registration);
    await expect(page.locator('main [data-state]')).toHaveAttribute('data-state', 'submitted');
    await expect(node(page, 'submit')).toHaveAttribute('data-status', 'deep-blue');
  });
});

test('a refused form says what is wrong and keeps what was typed', async ({ page }) => {
  const person = newcomer(3);
  // Another check digit than the number's own.
  const mistyped = person.idNumber.slice(0, 17) + (person.idNumber.endsWith('1') ? '2' : '1');
  await open(page, '/register');
  const form = page.locator('form').filter({ has: page.locator('[name="id_number_again"]') });
  await form.locator('[name="name"]').fill(person.name);
  await form.locator('[name="id_type"]').selectOption('resident-card');
  await form.locator('[name="id_number"]').fill(mistyped);
  await form.locator('button[type="submit"]').click();
  const summary = page.locator('[role="alert"]');
  await expect(summary.locator('a[href="#id_number"]')).toBeVisible();
  await expect(summary.locator('a[href="#password"]')).toBeVisible();
  await expect(page.locator('#id_number')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('#name')).toHaveValue(person.name);
  await expect(page.locator('#id_number')).toHaveValue(mistyped);
  await expect(page.locator('#password')).toHaveValue('');
  await expect(page.getByText('密码和找回问题的答案不会保留')).toBeVisible();
});

test('a page saved elsewhere meanwhile is not lost', async ({ page, another }) => {
  test.setTimeout(90_000);
  await signIn(page, 'zhangwei');
  const registration = await start(page, '11');
  const other = await another();
  await signIn(other, 'zhangwei');
  await open(page, `${registration}/fill/work`);
  await open(other, `${registration}/fill/work`);
  await fillForm(other).locator('[name="department"]').fill('急诊科');
  await send(fillForm(other));
  await expect(other).toHaveURL(/\/photo$/);

  await fillForm(page).locator('[name="department"]').fill('心内科');
  await send(fillForm(page));
  await expect(page.locator('[role="alert"]')).toBeVisible();
  await expect(page.locator('[name="department"]')).toHaveValue('心内科');
  await send(fillForm(page));
  await expect(page).toHaveURL(/\/photo$/);
  await open(page, `${registration}/fill/work`);
  await expect(page.locator('[name="department"]')).toHaveValue('心内科');
});
