// Repeatable groups, and units of the register, while scripts run: nothing is posted before the page is left.
import type { Page } from '@playwright/test';
import { PHYSICIAN } from './exams.ts';
import { startExam } from './steps.ts';
import { expect, open, signIn, test } from './support.ts';

test.use({ ownServer: true, clock: PHYSICIAN.clock });

/** Waits until a save that carries this text is answered. */
const savedWith = (page: Page, text: string) =>
  page.waitForResponse((answer) => answer.url().includes('/save_page') && (answer.request().postData() ?? '').includes(text));

test('a unit brings its region along, and goes with another region', async ({ page }) => {
  await signIn(page, 'chenjing');
  const registration = await startExam(page, `/programmes/${PHYSICIAN.id}`, PHYSICIAN.chosen);
  await open(page, `${registration}/fill/work`);
  const both = savedWith(page, '11/1101/110101');
  await page.locator('[name="find.unit"]').fill('CS110101001');
  await page.locator('[name="unit"][value="CS110101001"]').check();
  const lists = page.locator('select[name="work_region"]');
  await expect(lists).toHaveCount(3);
  for (const [level, path] of ['11', '11/1101', '11/1101/110101'].entries()) {
    await expect(lists.nth(level)).toHaveValue(path);
  }
  await both;
  await page.reload();
  await expect(lists).toHaveCount(3);
  await expect(page.locator('[name="unit"][value="CS110101001"]')).toBeChecked();

  await expect(page.locator('body[data-hydrated]')).toBeAttached();
  await lists.first().selectOption('44');
  await expect(page.locator('[name="unit"]:checked')).toHaveCount(0);
  await expect(page.locator('#unit [role="status"]').first()).toContainText('不在现在选定的地区');
});

test('entries come and go without a reload, and what is typed in the others stays', async ({ page }) => {
  await signIn(page, 'chenjing');
  const registration = await startExam(page, `/programmes/${PHYSICIAN.id}`, PHYSICIAN.chosen);
  await open(page, `${registration}/fill/education`);
  const entries = page.locator('.entry');
  await expect(entries).toHaveCount(1);
  await page.locator('[name="educations.0.certificate"]').fill('1');
  await page.locator('button[name="find.+"]').click();
  await expect(entries).toHaveCount(2);
  await page.locator('[name="educations.1.certificate"]').fill('2');
  const saved = savedWith(page, '"educations":[{"certificate":"2"');
  await entries.first().locator('button[name="find.-"]').click();
  await expect(entries).toHaveCount(1);
  await expect(entries).toContainText('第 1 条');
  await expect(page.locator('[name="educations.1.certificate"]')).toHaveValue('2');
  await saved;
  await page.reload();
  await expect(page.locator('[name="educations.0.certificate"]')).toHaveValue('2');

  // One that may be left out begins without any.
  await open(page, `${registration}/fill/training`);
  await expect(entries).toHaveCount(0);
  await page.locator('button[name="find.+"]').click();
  await expect(page.locator('[name="trainings.0.training_specialty"]')).toBeFocused();
});
