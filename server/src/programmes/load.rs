//! Reads a whole folder in the order in which its files refer to each other.

use super::{
    charges,
    check::Lists,
    dictionaries, eligibility,
    folder::Folder,
    form,
    problem::{Problem, Problems},
    settings, tables, texts,
};
use app::domain::programme::Programme;

/// The programme of a folder, or everything that is wrong with it.
pub(super) fn load(folder: &Folder) -> Result<Programme, Vec<Problem>> {
    let problems = Problems::default();
    let programme = read(folder, &problems);
    let mut problems = problems.sorted();
    match programme {
        Some(programme) if problems.is_empty() => Ok(programme),
        _ => {
            if problems.is_empty() {
                let message = "the folder could not be read".to_owned();
                problems.push(Problem { file: folder.name.clone(), line: 1, column: None, message });
            }
            Err(problems)
        }
    }
}

/// Reads on after every problem, so that all of them are found; `None` only where one was.
fn read(folder: &Folder, problems: &Problems) -> Option<Programme> {
    folder.check_names(problems);
    let settings = settings::read(folder, problems);
    let known = settings.as_ref();
    let areas = tables::areas(folder, problems, known);
    let sites = tables::sites(folder, problems, areas.as_ref());
    let specialties = tables::specialties(folder, problems, known);
    let dictionaries = dictionaries::read(folder, problems, known, areas.as_ref());
    let lists = Lists { dictionaries: &dictionaries, sites: sites.as_ref(), specialties: specialties.as_ref() };
    let form = form::read(folder, problems);
    if let Some((_, references)) = &form {
        references.check(problems, &lists);
    }
    let eligibility = eligibility::read(folder, problems, &lists, form.as_ref());
    let materials = charges::materials(folder, problems, areas.as_ref());
    let fees = charges::fees(folder, problems, known, areas.as_ref());
    let messages = texts::messages(folder, problems);
    let statements = known.map(|settings| texts::statements(folder, problems, &settings.statements));
    let dictionaries = dictionaries.into_iter().map(|(name, listed)| Some((name, listed?.list)));
    let settings = settings?;
    Some(Programme {
        id: folder.name.clone(),
        title: settings.title?,
        summary: settings.summary?,
        form_title: settings.form_title,
        form_name: settings.form_name,
        form_stamped: settings.form_stamped,
        submitted_title: settings.submitted_title,
        exam_dates: settings.exam_dates?,
        cutoff: settings.cutoff?,
        wechat_required: settings.wechat_required?,
        amendment: settings.amendment?,
        reopen: settings.reopen?,
        pass_mark: settings.pass_mark?,
        registration: settings.registration?,
        amendment_window: settings.amendment_window?,
        photo: settings.photo?,
        areas: areas?.list,
        sites: sites?.list,
        specialties: specialties?.list,
        pages: form?.0,
        dictionaries: dictionaries.collect::<Option<_>>()?,
        materials: materials?,
        fees: fees?,
        eligibility,
        statements: statements?,
        reasons: settings.reasons,
        messages: messages?,
    })
}
