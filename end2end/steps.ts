// The steps of a registration, each as a person takes it: they hold with scripts on and off.
import { fileURLToPath } from 'node:url';
import { DEGREE, NURSE, type Newcomer, type Page as Answers } from './people.ts';
import { expect, hydrated, open } from './support.ts';
import type { Locator, Page } from '@playwright/test';

/** A silhouette on white, in the measures of an ID photo. */
export const PHOTO = fileURLToPath(new URL('photo.jpg', import.meta.url));

/** The programme of most tests. */
export const PROGRAMME = '/programmes/health-2024';

/** A node of the status list, or a sub-node. */
export const node = (page: Page, key: string): Locator => page.locator(`[data-nodes] [data-node="${key}"]`);

/** Waits for an address of this site, and until the page there is alive. */
export async function arrive(page: Page, path: RegExp): Promise<void> {
  await page.waitForURL((url) => path.test(url.pathname));
  await hydrated(page);
}

/** With scripts off a button brings what the browser fetches otherwise: the next list, what a search finds. */
async function ask(form: Locator, name: string): Promise<void> {
  const page = form.page();
  if (await page.locator('body[data-hydrated]').count()) return;
  const loaded = page.waitForEvent('load');
  await form.locator(`button[name="find"][value="${name}"]`).click();
  await loaded;
}

/** Answers one field of a form, whatever kind of input asks for it. */
async function answer(form: Locator, name: string, value: string): Promise<void> {
  // A choice of several levels has a list for each; the next one comes with the one before.
  if (value.includes('/')) {
    const codes = value.split('/');
    for (const level of codes.keys()) {
      if (level > 0) await ask(form, name);
      await form.locator(`select[name="${name}"]`).nth(level).selectOption(codes.slice(0, level + 1).join('/'));
    }
    return;
  }
  const find = form.locator(`[name="find.${name}"]`);
  if (await find.count()) {
    await find.fill(value);
    await ask(form, name);
    return form.locator(`[name="${name}"][value="${value}"]`).check();
  }
  const input = form.locator(`[name="${name}"]`);
  await input.first().waitFor({ state: 'attached' });
  if (await form.locator(`select[name="${name}"]`).count()) return void (await input.selectOption(value));
  const choices = form.locator(`[name="${name}"][type="radio"], [name="${name}"][type="checkbox"]`);
  if (!(await choices.count())) return input.fill(value);
  await (value ? form.locator(`[name="${name}"][value="${value}"]`) : choices.first()).check();
}

/** Answers a whole form. */
export async function answerAll(form: Locator, answers: Answers): Promise<void> {
  for (const [name, value] of Object.entries(answers)) await answer(form, name, value);
}

/** Presses the button of a form that goes on: none that searches, adds or removes, belongs to another form or is hidden. */
export const send = (form: Locator): Promise<void> =>
  form.locator('button[type="submit"]:not([name^="find"]):not([form]):not(.hide)').click();

/** 注册: reads 特别提示, gives name, ID type and ID number twice. */
export async function signUp(page: Page, person: Newcomer): Promise<void> {
  await open(page, '/register');
  const form = page.locator('form').filter({ has: page.locator('[name="id_number_again"]') });
  await answerAll(form, {
    name: person.name,
    name_again: person.name,
    id_type: 'resident-card',
    id_type_again: 'resident-card',
    id_number: person.idNumber,
    id_number_again: person.idNumber,
    username: person.username,
    password: person.password,
    password_again: person.password,
    phone: person.phone,
    question_1: 'first-film',
    answer_1: '地道战',
    question_2: 'hiding-place',
    answer_2: '阁楼',
    notice_accepted: 'true',
  });
  await send(form);
  await arrive(page, /^\/me$/);
}

/** Contact, photo, education and WeChat: what every registration needs. */
export async function prepare(page: Page): Promise<void> {
  await open(page, '/me/profile');
  const contact = page.locator('form').filter({ has: page.locator('[name="postcode"]') });
  await answerAll(contact, { address: '北京市东城区测试路1号', postcode: '100010' });
  await send(contact);
  await expect(page.locator('[data-saved="yes"]')).toBeVisible();

  await open(page, '/me/photo');
  await page.locator('input[name="photo"]').setInputFiles(PHOTO);
  await send(page.locator('form[action="/me/photo"]'));
  await expect(page.locator('.photo__frame img')).toBeVisible();
  await expect(page.locator('[data-met="no"]')).toHaveCount(0);

  await open(page, '/me/education');
  const degree = page.locator('form').filter({ has: page.locator('[name="certificate"]') });
  await answerAll(degree, DEGREE);
  await send(degree);
  await expect(page.locator('main dd').filter({ hasText: DEGREE.certificate })).toBeVisible();

  await open(page, '/me/wechat');
  await page.locator('form[action="/me/wechat"] button').click();
  await arrive(page, /^\/sandbox$/);
  const free = page.locator('.row:not(:has(.chip))').filter({ has: page.locator('a[href^="/wechat/callback"]') });
  await free.last().locator('a').click();
  await arrive(page, /^\/me\/wechat$/);
  await expect(page.locator('[data-wechat-bound]')).toBeVisible();
}

/** Chooses the area, accepts each statement, starts; returns the registration's address. */
export const start = (page: Page, area: string): Promise<string> => startExam(page, PROGRAMME, { area });

/** Chooses what an exam asks at the start, accepts each statement, starts; returns the registration's address. */
export async function startExam(page: Page, programme: string, chosen: Answers): Promise<string> {
  await open(page, programme);
  const form = page.locator('form').filter({ has: page.locator('[name^="accept_"]') });
  for (const [name, value] of Object.entries(chosen)) await form.locator(`[name="${name}"][value="${value}"]`).check();
  for (const tick of await form.locator('[name^="accept_"]').all()) await tick.check();
  await send(form);
  await arrive(page, /^\/registrations\/\d+$/);
  await expect(page.locator('[data-state="draft"]')).toBeVisible();
  return new URL(page.url()).pathname;
}

/** The form of a page to fill in. */
export const fillForm = (page: Page): Locator => page.locator('main form[action*="/fill/"]');

/** 填写信息: every page in order, as it leads from one to the next. */
export async function fill(page: Page, registration: string, pages: Record<string, Answers> = NURSE): Promise<void> {
  const keys = Object.keys(pages);
  await open(page, `${registration}/fill/${keys[0]}`);
  for (const [at, key] of keys.entries()) {
    await arrive(page, new RegExp(`/fill/${key}$`));
    await answerAll(fillForm(page), pages[key] ?? {});
    await send(fillForm(page));
    await arrive(page, keys[at + 1] ? new RegExp(`/fill/${keys[at + 1]}$`) : /\/photo$/);
  }
}

/** 确认照片, where nothing has to be uploaded. */
export async function confirmPhoto(page: Page, registration: string): Promise<void> {
  await open(page, `${registration}/photo`);
  await send(page.locator('form').filter({ has: page.locator('[name="then"]') }));
  await arrive(page, /\/submit$/);
}

/** 核对并提交; returns the form code. */
export async function submit(page: Page, registration: string): Promise<string> {
  await open(page, `${registration}/submit`);
  await expect(page.locator('main [role="alert"]')).toHaveCount(0);
  await send(page.locator('form[action*="submit_registration"]'));
  await arrive(page, /\/confirmation$/);
  const code = page.locator('[data-form-code]').first();
  await expect(code).toHaveText(/\S{6,}/);
  return (await code.innerText()).trim();
}

/** 撤回修改. */
export async function withdraw(page: Page, registration: string): Promise<void> {
  await open(page, registration);
  const fold = page.locator('details').filter({ has: page.locator('form[action*="withdraw_registration"]') });
  await fold.locator('summary').click();
  await send(fold.locator('form'));
  await expect(page.locator('main [data-state]')).toHaveAttribute('data-state', 'draft');
}

/** The demo's clock, for everybody. */
export async function moveClock(page: Page, beijing: string): Promise<void> {
  await open(page, '/sandbox');
  const form = page.locator('form').filter({ has: page.locator('#clock') });
  await form.locator('#clock').fill(beijing);
  await send(form);
  await expect(page.locator('.clock')).toContainText(beijing.replace('T', ' '));
}

/** An officer finds the print's registration by its code and opens it; returns the record's address. */
export async function find(page: Page, code: string, name: string): Promise<string> {
  await open(page, '/staff');
  const form = page.locator('main form').filter({ has: page.locator('[name="search"]') });
  await form.locator('[name="search"]').fill(code);
  await send(form);
  await arrive(page, /^\/staff\/registrations$/);
  await page.locator('main table a').filter({ hasText: name }).click();
  await arrive(page, /^\/staff\/registrations\/\d+$/);
  return new URL(page.url()).pathname;
}

/** The centre bans somebody to the end of 2024, on the register's page as it stands. */
export async function ban(page: Page, person: Newcomer): Promise<void> {
  const fold = page.locator('details').filter({ has: page.locator('form[action*="set_ban"]') });
  if ((await fold.getAttribute('open')) === null) await fold.locator('summary').click();
  const { name, idNumber } = person;
  const answers = { name, id_type: 'resident-card', id_number: idNumber, reason: 'banned', until: '2024-12-31' };
  await answerAll(fold.locator('form'), answers);
  await send(fold.locator('form'));
  await expect(banned(page, person)).toContainText('生效中');
}

/** The row of somebody on the register of bans, who is known there by the last digits. */
export const banned = (page: Page, person: Newcomer): Locator =>
  page.locator('main tr[data-ban]').filter({ hasText: person.idNumber.slice(-4) });

/** The form with which an officer takes this decision. */
export const decision = (page: Page, key: string): Locator =>
  page.locator('form.decide').filter({ has: page.locator(`[name="decision"][value="${key}"]`) });

/** 现场确认, with the code that is on the paper. */
export async function confirmOnSite(page: Page, code: string): Promise<void> {
  const form = page.locator('form.decide').filter({ has: page.locator('[name="form_code"]') });
  await form.locator('[name="form_code"]').fill(code);
  await send(form);
}

/** Passes a review: `pass-site` or `pass-area`. */
export async function pass(page: Page, key: string): Promise<void> {
  await send(decision(page, key));
}
