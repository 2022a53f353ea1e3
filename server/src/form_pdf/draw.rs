//! Pages to PDF.

use krilla::Document;
use krilla::geom::{Size, Transform};
use krilla::image::Image;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::FillRule;
use qrcode::{Color, EcLevel, QrCode};

use super::blocks::{Area, Block, Mark};
use super::line::Line;
use super::measures::{FOOT, HEAD, LEADING, PAGE, SIDE, SMALL, TOP, WIDTH};
use super::paginate::Page;
use super::pen::{FRAME, HAIRLINE, Pen, TINT, path};
use super::typeset::Typesetter;
use super::{PdfError, PrintedForm};

/// What is drawn besides text and rules.
struct Pictures {
    photo: Option<Image>,
    qr: QrCode,
}

/// Draws all pages and returns the PDF's bytes.
pub(super) fn document(
    typesetter: &Typesetter<'_>,
    form: &PrintedForm,
    pages: &[Page],
    footer: &[Line],
) -> Result<Vec<u8>, PdfError> {
    let photo = form.photo_jpeg.clone().map(|jpeg| Image::from_jpeg(jpeg.into(), true));
    let pictures = Pictures {
        photo: photo.transpose().map_err(PdfError::Photo)?,
        qr: QrCode::with_error_correction_level(&form.qr_text, EcLevel::M)
            .map_err(|error| PdfError::Qr(error.to_string()))?,
    };
    let size = Size::from_wh(PAGE.0, PAGE.1).ok_or_else(|| PdfError::Write("page size".into()))?;
    let mut document = Document::new();
    for (position, page) in pages.iter().enumerate() {
        let mut sheet = document.start_page_with(PageSettings::new(size));
        let mut surface = sheet.surface();
        let mut pen = Pen { surface: &mut surface, typesetter };
        pen.margins(form, footer, position, pages.len());
        pen.surface.push_transform(&Transform::from_translate(SIDE, TOP));
        for (top, block) in &page.blocks {
            pen.surface.push_transform(&Transform::from_translate(0.0, *top));
            for mark in &block.marks {
                pen.mark(mark, &pictures);
            }
            pen.surface.pop();
        }
        pen.frames(&page.blocks);
        pen.surface.pop();
        surface.finish();
        sheet.finish();
    }
    document.set_metadata(
        Metadata::new()
            .title(format!("{} {}", form.exam, form.title).trim().to_owned())
            .description(format!("{} ({})", form.form_code, form.form_version))
            .language("zh-CN".into())
            .document_id(format!("{}-{}", form.form_code, form.form_version)),
    );
    document.finish().map_err(|error| match error {
        krilla::error::KrillaError::Image(_, _, reason) => PdfError::Photo(reason),
        other => PdfError::Write(other.to_string()),
    })
}

impl Pen<'_, '_, '_> {
    /// The running head with form code and page number, and the foot note.
    fn margins(&mut self, form: &PrintedForm, footer: &[Line], position: usize, pages: usize) {
        let number = format!("{}    {} / {pages}", form.form_code, position + 1);
        let number = self.typesetter.line(&number, SMALL);
        let left = SIDE + WIDTH - number.width;
        self.line(&number, left, HEAD);
        if position > 0 {
            // The first page says this in large letters just below.
            let name = format!("{}  {}", form.exam, form.title);
            let room = WIDTH - number.width - 3.0 * SMALL.size;
            if let Some(name) = self.typesetter.lines(&name, SMALL, room, 0.0).first() {
                self.line(name, SIDE, HEAD);
            }
        }
        let step = SMALL.size * LEADING;
        let mut baseline = PAGE.1 - FOOT - step * (footer.len() as f32 - 1.0);
        for line in footer {
            self.line(line, SIDE, baseline);
            baseline += step;
        }
    }

    fn mark(&mut self, mark: &Mark, pictures: &Pictures) {
        match mark {
            Mark::Text { x, y, line } => self.line(line, *x, *y),
            Mark::Rule { from, to } => self.rule(*from, *to, HAIRLINE),
            Mark::Tint(area) => self.fill(&[*area], TINT),
            Mark::Photo(area) => self.photo(*area, pictures.photo.as_ref()),
            Mark::Qr(area) => self.qr(*area, &pictures.qr),
        }
    }

    /// The frame around each run of table blocks, and the hairlines between them.
    fn frames(&mut self, blocks: &[(f32, Block)]) {
        for run in blocks.chunk_by(|(_, a), (_, b)| a.framed == b.framed) {
            let (Some((top, first)), Some((low, last))) = (run.first(), run.last()) else {
                continue;
            };
            if !first.framed {
                continue;
            }
            for (y, block) in run.iter().skip(1) {
                if !block.continues {
                    self.rule((0.0, *y), (WIDTH, *y), HAIRLINE);
                }
            }
            let height = low + last.height - top;
            self.outline(Area { x: 0.0, y: *top, width: WIDTH, height }, FRAME);
        }
    }

    fn photo(&mut self, area: Area, photo: Option<&Image>) {
        if let (Some(photo), Some(clip)) = (photo, path(&[area])) {
            let (width, height) = (photo.size().0 as f32, photo.size().1 as f32);
            // Another shape than 295:413 is cut at its longer side, never distorted.
            let scale = (area.width / width).max(area.height / height);
            if let Some(size) = Size::from_wh(width * scale, height * scale) {
                let (x, y) = (area.x + (area.width - size.width()) / 2.0, area.y + (area.height - size.height()) / 2.0);
                self.surface.push_clip_path(&clip, &FillRule::NonZero);
                self.surface.push_transform(&Transform::from_translate(x, y));
                self.surface.draw_image(photo.clone(), size);
                self.surface.pop();
                self.surface.pop();
            }
        }
        self.outline(area, HAIRLINE);
    }

    fn qr(&mut self, area: Area, code: &QrCode) {
        let side = code.width();
        let module = area.width / side as f32;
        let modules = code.to_colors();
        let mut bars = Vec::new();
        for (row, line) in modules.chunks(side).enumerate() {
            let mut column = 0;
            // Neighbours in one bar: no white seams between modules on screen.
            for bar in line.chunk_by(|a, b| a == b) {
                if bar.first() == Some(&Color::Dark) {
                    bars.push(Area {
                        x: area.x + column as f32 * module,
                        y: area.y + row as f32 * module,
                        width: bar.len() as f32 * module,
                        height: module,
                    });
                }
                column += bar.len();
            }
        }
        self.fill(&bars, 0);
    }
}
