// The exams of the stories: the same way for each, with its own data.
import { NURSE, type Page } from './people.ts';

/** An exam as a candidate meets it. */
export interface Exam {
  /** Its folder. */
  id: string;
  /** Where the clock starts; the demo's own moment where empty. */
  clock: string;
  /** A moment at which the site confirms, where it does not yet when the candidate submits. */
  confirmAt?: string;
  /** What is chosen at the start, by field. */
  chosen: Page;
  /** The answers, page by page. */
  pages: Record<string, Page>;
}

/** A nurse of Beijing in the health exam. */
export const HEALTH: Exam = { id: 'health-2024', clock: '', chosen: { area: '11' }, pages: NURSE };

const school = (field: string): string => `educations.0.${field}`;

/** A physician of Beijing after a year of work. */
export const PHYSICIAN: Exam = {
  id: 'physician-2024',
  clock: '2024-01-25T09:00',
  confirmAt: '2024-02-22T09:00',
  chosen: { specialty: '110' },
  pages: {
    choice: {},
    basic: {
      ethnicity: '01',
      identity_kind: 'none',
      mobile: '13900000001',
      address: '北京市东城区测试路1号',
      postcode: '100010',
    },
    work: {
      work_region: '11/1101/110101',
      unit: 'CS110101001',
      org_kind: 'A/A100',
      affiliation: '50',
      department: '内科',
      on_post: 'employed',
      practice_state: 'full_time',
      practice_years: '2',
      post: '230',
      title: '9',
    },
    education: {
      [school('edu_place')]: 'mainland',
      [school('edu_kind')]: 'higher',
      [school('school')]: 'CSXX001',
      [school('graduated')]: '2021-07',
      [school('study_form')]: 'full_time',
      [school('edu_level')]: '21',
      [school('degree')]: '4',
      [school('major')]: '临床医学',
      [school('years_of_study')]: '5',
      [school('certificate')]: '100251202105000123',
      [school('chosen')]: 'yes',
    },
    training: {},
    certificates: {},
    submit_to: { area: '11', site: '110101', extra: 'none' },
  },
};
