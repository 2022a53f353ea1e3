// People of the tests: invented candidates with valid ID numbers, and what they answer in 2024's health exam.

/** Somebody who signs up. */
export interface Newcomer {
  name: string;
  idNumber: string;
  username: string;
  password: string;
  phone: string;
}

/** The check digit of GB 11643 behind the first 17 digits. */
export function checkDigit(digits: string): string {
  // The weights are the powers of 2 modulo 11, from the left.
  const sum = [...digits].reduce((sum, digit, at) => sum + Number(digit) * (2 ** (17 - at) % 11), 0);
  return '10X98765432'[sum % 11] ?? '';
}

/** A candidate whom nobody knows yet; another one for each number up to 999. */
export function newcomer(number: number): Newcomer {
  const three = String(number).padStart(3, '0');
  const digits = `11010119960312${three}`;
  return {
    name: '赵·雅琪',
    idNumber: digits + checkDigit(digits),
    username: `zhao.yaqi-${three}`,
    password: 'Ceshi-2024-kaosheng',
    phone: `13900000${three}`,
  };
}

/** The answers of a page, by field; `education` is the first record, whatever its value here. */
export type Page = Record<string, string>;

/** What a nurse of Beijing answers, page by page. */
export const NURSE: Record<string, Page> = {
  site: { site: '110101' },
  basic: { ethnicity: '01', health: '1' },
  contact: { mobile: '13900000001', address: '北京市东城区测试路1号', postcode: '100010' },
  exam: {
    category: 'nursing',
    level: 'intermediate',
    specialty: '368',
    practice_category: 'nursing',
    first_registered: '2017-09',
    title: 'senior_nurse',
    title_obtained: '2019-06',
  },
  education: { education: '' },
  work: {
    unit: '北京市东城区测试医院',
    unit_kind: 'hospital',
    department: '内科',
    post: 'senior_nurse',
    practice_since: '2017-08',
    practice_years: '6',
  },
};

/** Last year's candidate who finds every page filled and changes nothing. */
export const AS_LAST_YEAR: Record<string, Page> = { site: {}, basic: {}, contact: {}, exam: {}, education: {}, work: {} };

/** The record of a degree of the newcomer. */
export const DEGREE: Page = {
  level: '21',
  degree: '4',
  school: '首都医科大学',
  major: '护理学',
  graduated: '2017-07',
  certificate: '100252017050099',
};
