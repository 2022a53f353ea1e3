// English: no page mixes languages, besides names, addresses and the official data that exist in Chinese only.
import type { Page } from '@playwright/test';
import { start } from './steps.ts';
import { expect, open, signIn, test } from './support.ts';

/** Texts with Chinese characters that people see or hear, outside parts that say they are Chinese. */
async function chinese(page: Page): Promise<string[]> {
  return page.locator('body').evaluate((body) => {
    const han = /\p{Script=Han}/u;
    const found: string[] = [];
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const parent = text.parentElement;
      const value = text.textContent?.trim() ?? '';
      if (han.test(value) && !parent?.closest('[lang^="zh"], script, style, datalist')) found.push(value);
    }
    for (const element of body.querySelectorAll('[aria-label], [placeholder], [alt], [title]')) {
      for (const name of ['aria-label', 'placeholder', 'alt', 'title']) {
        const value = element.getAttribute(name) ?? '';
        if (han.test(value)) found.push(`${name}: ${value}`);
      }
    }
    return found;
  });
}

/** What stays Chinese: names of people, schools and specialties, addresses, and what is to be typed in Chinese. */
const OFFICIAL = [/陈静/, /大学/, /护理学/, /^\d{3}P? /, /演示路/, /的微信/, /其它/];

async function expectEnglish(page: Page, path: string): Promise<void> {
  await open(page, path);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('.loading')).toHaveCount(0);
  const left = (await chinese(page)).filter((text) => !OFFICIAL.some((known) => known.test(text)));
  expect(left, path).toEqual([]);
}

test('pages for everybody speak English throughout', async ({ page }) => {
  await expectEnglish(page, '/?lang=en');
  for (const path of ['/register', '/login', '/programmes', '/programmes/health-2024']) await expectEnglish(page, path);
  // And back, by the link at the foot.
  await page.locator('.foot a[lang="zh-CN"]').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
});

test.describe('with a registration', () => {
  test.use({ ownServer: true });

  test('a candidate\'s pages speak English throughout', async ({ page }) => {
    test.setTimeout(120_000);
    await open(page, '/?lang=en');
    await signIn(page, 'chenjing');
    const registration = await start(page, '31');
    for (const path of ['/me', '/me/profile', '/me/photo', '/me/education', '/me/wechat', '/me/inbox']) await expectEnglish(page, path);
    for (const path of ['', '/area', '/notice', '/fill/basic', '/fill/exam', '/fill/work', '/photo', '/materials', '/submit']) {
      await expectEnglish(page, registration + path);
    }
  });
});
