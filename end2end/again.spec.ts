// What is sent a second time on the same visit works like the first time: pages that were drawn anew keep their forms.
import { arrive, answerAll, ban, banned, confirmOnSite, confirmPhoto, fill, find, prepare, signUp, start, submit } from './steps.ts';
import { DEGREE, newcomer } from './people.ts';
import { expect, open, signIn, test } from './support.ts';

test.use({ ownServer: true });

const desk = { viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false, deviceScaleFactor: 1 };

test('contact data and records are saved again and again', async ({ page }) => {
  await signIn(page, 'wangfang');
  await open(page, '/me/profile');
  const contact = page.locator('form').filter({ has: page.locator('[name="postcode"]') });
  for (const address of ['北京市东城区测试路1号', '北京市东城区测试路2号', '北京市东城区测试路3号']) {
    await answerAll(contact, { phone: '13900000002', address, postcode: '100010' });
    const saved = page.waitForResponse((answer) => answer.url().includes('save_contact') && answer.ok());
    await contact.locator('button[type="submit"]').click();
    await saved;
    await expect(page.locator('[data-saved="yes"]')).toBeVisible();
  }
  await open(page, '/me/education');
  const degree = page.locator('form').filter({ has: page.locator('[name="certificate"]') });
  for (const certificate of ['100252017050001', '100252017050002', '100252017050003']) {
    await answerAll(degree, { ...DEGREE, certificate });
    await degree.locator('button[type="submit"]').click();
    await expect(page.locator('main dd').filter({ hasText: certificate })).toBeVisible();
    await expect(degree.locator('[name="certificate"]'), 'the form is empty again').toHaveValue('');
  }
});

test('bans are set and lifted again and again', async ({ page }) => {
  await signIn(page, 'centre');
  await open(page, '/staff/bans');
  const people = [newcomer(51), newcomer(52), newcomer(53)];
  for (const person of people) {
    await ban(page, person);
    await expect(page.locator('#name'), 'the form is empty again').toHaveValue('');
    await expect(page.locator('#until'), 'the form is empty again').toHaveValue('');
  }
  for (const person of people) {
    await banned(page, person).locator('button').click();
    await expect(banned(page, person)).toContainText('已解除');
  }
  await expect(page.locator('form[action*="lift_ban"]')).toHaveCount(0);
});

test('an officer who comes from the queue reads the number, and what is half written stays', async ({ page, another, complaints }) => {
  test.setTimeout(180_000);
  const person = newcomer(2);
  await signUp(page, person);
  await prepare(page);
  const registration = await start(page, '11');
  await fill(page, registration);
  await confirmPhoto(page, registration);
  const code = await submit(page, registration);

  const officer = await another(desk);
  await signIn(officer, 'site-beijing');
  await find(officer, code, person.name);
  await confirmOnSite(officer, code);
  await expect(officer.locator('.desk')).toHaveAttribute('data-state', 'confirmed');

  await open(officer, '/staff/registrations?state=confirmed');
  await officer.locator('main table a').filter({ hasText: person.name }).click();
  await arrive(officer, /^\/staff\/registrations\/\d+$/);
  const approval = officer.locator('[data-key="a"]');
  await expect(approval).toBeVisible();
  await officer.keyboard.press('r');
  await officer.keyboard.press('Enter');
  await expect(approval).toBeHidden();
  // Nothing lies over the form, neither before nor after it was refused.
  const [last, send] = [officer.locator('[name="reasons[]"]').last(), officer.locator('.fold button[type="submit"]')];
  for (const spot of [last, send]) await spot.click({ trial: true });
  complaints.allow(/status of 409/);
  await send.click();
  await expect(officer.locator('.desk__decide [role="alert"]')).toBeVisible();
  for (const spot of [officer.locator('#reasons'), last, send]) await spot.click({ trial: true });
  // A leads back to the approval.
  await officer.locator('.desk__decide [role="alert"]').focus();
  await officer.keyboard.press('a');
  await expect(approval).toBeFocused();
  await officer.locator('summary[data-key="r"]').click();
  await officer.locator('textarea[name="reason"]').fill('工作年限不够');
  await officer.locator('form:has([data-id-number]) button').click();
  await expect(officer.locator('[data-id-number]')).toHaveText(person.idNumber);
  await expect(officer.locator('textarea[name="reason"]')).toHaveValue('工作年限不够');

  // Somebody else was faster: what was written is not lost without a word.
  const other = await another(desk);
  await signIn(other, 'site-beijing');
  await open(other, new URL(officer.url()).pathname);
  await other.locator('form.decide:has([value="pass-site"]) button[type="submit"]').click();
  await expect(other.locator('.desk')).toHaveAttribute('data-state', 'site-passed');
  await expect(officer.locator('.desk')).toHaveAttribute('data-state', 'site-passed');
  await expect(officer.locator('.desk__decide')).toContainText('工作年限不够');
  await officer.screenshot({ path: test.info().outputPath('late.png') });
});
