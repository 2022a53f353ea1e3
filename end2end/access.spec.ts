// Who may open what: officers' paths are refused to everybody else, registrations to whom they do not concern.
import type { Page } from '@playwright/test';
import { AS_LAST_YEAR } from './people.ts';
import { confirmPhoto, decision, fill, start, submit } from './steps.ts';
import { expect, open, signIn, test } from './support.ts';

const STAFF = ['', '/registrations', '/registrations/1', '/requests', '/units', '/bans', '/programmes', '/officers', '/statistics', '/audit'];
const SCREENS = ['', '/area', '/notice', '/fill/site', '/fill/work', '/photo', '/materials', '/submit', '/confirmation', '/review', '/payment'];

/** The status of a path for whoever is signed in on this page. */
const status = async (page: Page, path: string): Promise<number> =>
  (await page.request.get(path, { maxRedirects: 0, headers: { accept: 'text/html' } })).status();

test('visitors are led to the sign-in page, and from there to where they wanted', async ({ page }) => {
  for (const path of [...STAFF.map((rest) => `/staff${rest}`), '/me', '/me/photo', '/registrations/1', '/registrations/1/submit']) {
    const answer = await page.request.get(path, { maxRedirects: 0 });
    expect(answer.status(), path).toBe(303);
    expect(answer.headers()['location'], path).toBe(`/login?next=${encodeURIComponent(path)}`);
  }
  expect(await status(page, '/live/registrations/1')).toBe(401);
  await open(page, '/me/inbox');
  expect(new URL(page.url()).pathname).toBe('/login');
  const form = page.locator('form').filter({ has: page.locator('[name="password"][type="password"]') });
  await form.locator('[name="username"]').fill('wangfang');
  await form.locator('[name="password"]').fill('Dengke2024');
  await form.locator('button[type="submit"]').click();
  await page.waitForURL('/me/inbox');
});

test('candidates see no page of the officers', async ({ page, complaints }) => {
  complaints.allow(/status of 40[34]/);
  await signIn(page, 'wangfang');
  for (const rest of STAFF) expect([403, 404], rest).toContain(await status(page, `/staff${rest}`));
  for (const rest of ['', '/registrations', '/registrations/1']) {
    const answer = await page.goto(`/staff${rest}`);
    expect(answer?.status(), rest).toBe(403);
    await expect(page.locator('main h1')).toHaveText('您不能看这一页');
    await expect(page.locator('main form')).toHaveCount(0);
  }
});

test('a wrong password and an unknown account are answered alike', async ({ page, complaints }) => {
  complaints.allow(/status of 409/);
  const answers: string[] = [];
  for (const username of ['lina', 'nobody-here']) {
    await open(page, '/login');
    const form = page.locator('form').filter({ has: page.locator('[name="password"][type="password"]') });
    await form.locator('[name="username"]').fill(username);
    await form.locator('[name="password"]').fill('Wrong-2024-password');
    await form.locator('button[type="submit"]').click();
    await expect(page.locator('[role="alert"]')).toBeVisible();
    answers.push(await page.locator('[role="alert"]').innerText());
  }
  expect(answers[0]).toBe(answers[1]);
});

test.describe('with a registration', () => {
  test.use({ ownServer: true });

  test('only its candidate and the officers of its area see and touch it', async ({ page, another, complaints }) => {
    test.setTimeout(180_000);
    complaints.allow(/status of 40[34]/);
    await signIn(page, 'lina');
    const registration = await start(page, '11');
    const record = `/staff${registration}`;

    // A draft is nobody's business but the candidate's.
    const site = await another();
    await signIn(site, 'site-beijing');
    expect(await status(site, record)).toBe(403);

    await fill(page, registration, AS_LAST_YEAR);
    await confirmPhoto(page, registration);
    await submit(page, registration);
    const photo = await page.locator('body').evaluate(async (_, path) => {
      const text = await (await fetch(path)).text();
      return /\/files\/[\w.-]+/.exec(text)?.[0] ?? '';
    }, `${registration}/photo`);
    expect(photo).toMatch(/^\/files\//);
    for (const path of [photo, `${registration}/form.pdf`]) expect(await status(page, path), path).toBe(200);

    const stranger = await another();
    await signIn(stranger, 'wangfang');
    for (const screen of SCREENS) expect(await status(stranger, registration + screen), screen).toBe(404);
    for (const path of [photo, `${registration}/form.pdf`, `/live${registration}`]) {
      expect([403, 404], path).toContain(await status(stranger, path));
    }
    const shown = await stranger.goto(registration);
    expect(shown?.status()).toBe(404);
    await expect(stranger.locator('main')).not.toContainText('李娜');

    // The same decision, as the officer's page would send it, sent by others.
    await open(site, record);
    const form = decision(site, 'pass-site');
    const action = (await form.getAttribute('action')) ?? '';
    const fields: Record<string, string> = {};
    for (const input of await form.locator('input[type="hidden"]').all()) {
      fields[(await input.getAttribute('name')) ?? ''] = await input.inputValue();
    }
    expect(fields['decision']).toBe('pass-site');

    const elsewhere = await another();
    await signIn(elsewhere, 'site-shanghai');
    const area = await another();
    await signIn(area, 'area-shanghai');
    for (const officer of [elsewhere, area]) {
      expect(await status(officer, record)).toBe(403);
      for (const path of [photo, `/live${registration}`, `${registration}/form.pdf`]) {
        expect([403, 404], path).toContain(await status(officer, path));
      }
      await open(officer, '/staff/registrations?search=' + encodeURIComponent('李娜'));
      await expect(officer.locator('main table')).toHaveCount(0);
    }
    const auditor = await another();
    await signIn(auditor, 'auditor');
    await open(auditor, record);
    await expect(auditor.locator('form.decide')).toHaveCount(0);

    for (const other of [stranger, page, elsewhere, area, auditor]) {
      const answer = await other.request.post(action, { form: fields, headers: { accept: 'application/json' } });
      expect([403, 404]).toContain(answer.status());
    }
    await open(page, registration);
    await expect(page.locator('main [data-state]')).toHaveAttribute('data-state', 'confirmed');
  });
});
