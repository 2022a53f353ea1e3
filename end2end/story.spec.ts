// The whole way, once, on a phone: from sign-up to 报名成功, with both officers, each in a browser of their own.
// The candidate's page stays open; its nodes change by themselves.
import type { Page } from '@playwright/test';
import { HEALTH, PHYSICIAN } from './exams.ts';
import { AS_LAST_YEAR, newcomer } from './people.ts';
import {
  confirmOnSite, confirmPhoto, fill, find, moveClock, node, pass, prepare, signUp, start, startExam, submit, withdraw,
} from './steps.ts';
import { expect, expectNoSidewaysScroll, open, signIn, test } from './support.ts';

test.use({ ownServer: true });

/** How long the open page may take from an officer's click on, on a machine that runs everything at once. */
const SOON = 3_000;

const desk = { viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false, deviceScaleFactor: 1 };

/** The node becomes `status` soon. */
async function turns(page: Page, key: string, status: string): Promise<void> {
  const seen = () => node(page, key).getAttribute('data-status');
  await expect.poll(seen, { timeout: SOON, intervals: [50], message: `${key} turns ${status}` }).toBe(status);
}

for (const exam of [HEALTH, PHYSICIAN]) {
  test.describe(exam.id, () => {
    test.use({ clock: exam.clock });

    test('a candidate registers, officers decide, the nodes change live', async ({ page, another }) => {
      test.setTimeout(240_000);
      const person = newcomer(1);
      await signUp(page, person);
      await prepare(page);

      const registration = await startExam(page, `/programmes/${exam.id}`, exam.chosen);
      await turns(page, 'select', 'deep-blue');
      await turns(page, 'fill', 'light-blue');
      await expectNoSidewaysScroll(page);

      await fill(page, registration, exam.pages);
      await confirmPhoto(page, registration);
      const code = await submit(page, registration);

      await open(page, registration);
      await expect(page.locator('[data-state="submitted"]')).toBeVisible();
      for (const key of ['select', 'fill', 'photo', 'submit']) await turns(page, key, 'deep-blue');
      await turns(page, 'confirmation', 'light-blue');
      await turns(page, 'review', 'grey');
      await expect(node(page, 'payment')).toHaveCount(0);
      await expectNoSidewaysScroll(page);

      // From here on nobody touches the candidate's page, and it must not load anything anew.
      const navigations: string[] = [];
      page.on('framenavigated', (frame) => navigations.push(frame.url()));

      if (exam.confirmAt) await moveClock(await another(desk), exam.confirmAt);
      const site = await another(desk);
      await signIn(site, 'site-beijing');
      const record = await find(site, code, person.name);
      await expect(site.locator('.desk')).toHaveAttribute('data-state', 'submitted');
      await confirmOnSite(site, code);
      await turns(page, 'confirmation', 'deep-blue');
      await turns(page, 'review', 'light-blue');
      await turns(page, 'review-site', 'light-blue');
      await expect(page.locator('main [data-state]')).toHaveAttribute('data-state', 'confirmed');

      await expect(site.locator('.desk')).toHaveAttribute('data-state', 'confirmed');
      await pass(site, 'pass-site');
      await turns(page, 'review-site', 'deep-blue');
      await turns(page, 'review-area', 'light-blue');
      await expect(page.locator('[data-registered]')).toHaveCount(0);

      const area = await another(desk);
      await signIn(area, 'area-beijing');
      await open(area, record);
      await pass(area, 'pass-area');
      await turns(page, 'review-area', 'deep-blue');
      await turns(page, 'review', 'deep-blue');
      await expect(page.locator('[data-registered]')).toBeVisible();
      await expect(page.locator('[data-registered]')).toContainText('报名成功');
      await expect(page.locator('main [data-state]')).toHaveAttribute('data-state', 'registered');
      await expectNoSidewaysScroll(page);
      expect(navigations, 'the candidate saw it all without a reload').toEqual([]);
    });
  });
}

test('last year\'s candidate who changes nothing is confirmed at once', async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, 'lina');
  const registration = await start(page, '11');
  await fill(page, registration, AS_LAST_YEAR);
  await confirmPhoto(page, registration);
  await submit(page, registration);
  await open(page, registration);
  await turns(page, 'confirmation', 'green');
  await turns(page, 'review', 'light-blue');
  await expect(page.locator('main')).toContainText('您已完成报名确认，请等待考点、考区考试管理机构进行资格审核');
  await expect(page.locator('form[action*="withdraw_registration"]')).toHaveCount(0);
});

test('who differs from last year hears where; only the newest print is accepted', async ({ page, another, complaints }) => {
  test.setTimeout(180_000);
  // The refused code of the old print.
  complaints.allow(/status of 409/);
  await signIn(page, 'zhangwei');
  const registration = await start(page, '11');
  await fill(page, registration, { ...AS_LAST_YEAR, work: { department: '急诊科' } });
  await confirmPhoto(page, registration);
  const old = await submit(page, registration);
  await expect(page.locator('main')).toContainText('自动确认失败');
  await expect(page.locator('main ins')).toHaveText(['急诊科']);
  await open(page, registration);
  await turns(page, 'confirmation', 'grey');
  const form = await page.request.get(`${registration}/form.pdf`);
  expect(form.headers()['content-type']).toContain('application/pdf');
  expect((await form.body()).subarray(0, 5).toString()).toBe('%PDF-');

  await withdraw(page, registration);
  await fill(page, registration, { work: { department: '心内科' } });
  const code = await submit(page, registration);
  expect(code).not.toBe(old);

  const site = await another(desk);
  await signIn(site, 'site-beijing');
  // The old print is told when its code is read, and once.
  const outdated = site.getByText('现在有效的是第 2 版');
  await find(site, old, '张伟');
  await expect(outdated).toHaveCount(1);
  await confirmOnSite(site, old);
  await expect(site.locator('main [role="alert"]')).toBeVisible();
  await expect(outdated).toHaveCount(1);
  await expect(site.locator('.desk')).toHaveAttribute('data-state', 'submitted');
  await find(site, code, '张伟');
  await expect(outdated).toHaveCount(0);
  await confirmOnSite(site, code);
  await expect(site.locator('.desk')).toHaveAttribute('data-state', 'confirmed');
  await expect(site.locator('.desk__decide')).toContainText('可接着办理考点审核');

  // What differed no longer matters to the candidate.
  await open(page, registration);
  await expect(page.locator('main ins')).toHaveCount(0);
});
