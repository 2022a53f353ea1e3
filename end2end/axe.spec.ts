// No accessibility fault on any page, light and dark; no page scrolls sideways.
import type { Page } from '@playwright/test';
import { AS_LAST_YEAR, newcomer } from './people.ts';
import { ban, confirmPhoto, fill, start, submit } from './steps.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, open, signIn, test } from './support.ts';

/** Looks at a page in both colour schemes. */
async function look(page: Page, path: string): Promise<void> {
  await test.step(path, async () => {
    await open(page, path);
    await expect(page.locator('.loading')).toHaveCount(0);
    await expect(page.locator('h1')).toHaveCount(1);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await expectAccessible(page);
    // The dark scheme changes nothing but colours.
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await expectAccessible(page, ['color-contrast']);
    await expectNoSidewaysScroll(page);
  });
}

const FORM = ['area', 'notice', 'fill/site', 'fill/basic', 'fill/contact', 'fill/exam', 'fill/education', 'fill/work', 'photo', 'submit'];

test('pages for everybody', async ({ page, complaints }) => {
  test.setTimeout(240_000);
  complaints.allow(/status of 404/);
  for (const path of ['/', '/?lang=en', '/register?lang=zh-CN', '/login', '/programmes', '/programmes/health-2024', '/sandbox']) {
    await look(page, path);
  }
  // A summary of errors, and every field wrong.
  await open(page, '/register');
  await page.locator('form').filter({ has: page.locator('[name="id_number_again"]') }).locator('button[type="submit"]').click();
  await expect(page.locator('[role="alert"] a').first()).toBeVisible();
  await expectAccessible(page);
  await page.goto('/no-such-page');
  await expectAccessible(page);
});

test.describe('with a registration', () => {
  test.use({ ownServer: true });

  test('pages of candidates and officers', async ({ page, another, viewport, isMobile, hasTouch }) => {
    test.setTimeout(400_000);
    await signIn(page, 'lina');
    for (const path of ['/me', '/me/profile', '/me/photo', '/me/education', '/me/wechat', '/me/requests', '/me/inbox', '/programmes/health-2024']) {
      await look(page, path);
    }
    const registration = await start(page, '11');
    await look(page, registration);
    for (const path of FORM) await look(page, `${registration}/${path}`);
    await look(page, `${registration}/fill/work?check`);
    await fill(page, registration, { ...AS_LAST_YEAR, work: { department: '外科' } });
    await confirmPhoto(page, registration);
    await submit(page, registration);
    for (const path of ['', '/submit', '/materials', '/confirmation', '/review', '/payment']) await look(page, registration + path);
    for (const path of ['/', '/me', '/me/inbox', '/me/education']) await look(page, path);

    const officer = await another({ viewport, isMobile, hasTouch });
    await signIn(officer, 'area-beijing');
    for (const path of ['/staff', '/staff/registrations', `/staff${registration}`, '/staff/requests', '/staff/units?region=11']) await look(officer, path);

    // The register of bans, with one on it, and with every field of its form wrong.
    const centre = await another({ viewport, isMobile, hasTouch });
    await signIn(centre, 'centre');
    await look(centre, '/staff/bans');
    await centre.locator('main summary').click();
    const form = centre.locator('form').filter({ has: centre.locator('[name="for_life"]') });
    await form.locator('button[type="submit"]').click();
    await expect(centre.locator('[role="alert"] a').first()).toBeVisible();
    await expectAccessible(centre);
    await ban(centre, newcomer(41));
    await look(centre, '/staff/bans');
  });

  test('pages of an area that confirms online', async ({ page }) => {
    test.setTimeout(120_000);
    await signIn(page, 'chenjing');
    const registration = await start(page, '31');
    for (const path of ['', '/materials', '/submit', '/fill/exam?check']) await look(page, registration + path);
  });
});
