//! Documents: the files of materials and of papers, told by content and looked through to their end.

use super::{
    photo::{PhotoFormat, read_photo},
    refusal::Refusal,
};

/// How a PDF begins.
const PDF: &[u8] = b"%PDF-";
/// How it ends, and where readers look for that: in so many bytes at the end (ISO 32000-1, annex H).
const PDF_END: (&[u8], usize) = (b"%%EOF", 1024);
/// The endings of names.
const ENDINGS: [(&str, DocumentType); 4] = [
    ("jpg", DocumentType::Picture(PhotoFormat::Jpeg)),
    ("jpeg", DocumentType::Picture(PhotoFormat::Jpeg)),
    ("png", DocumentType::Picture(PhotoFormat::Png)),
    ("pdf", DocumentType::Pdf),
];

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentType {
    /// A photo of it, or a scan.
    Picture(PhotoFormat),
    /// A PDF.
    Pdf,
}

impl DocumentType {
    /// The type of a file by its first bytes.
    #[must_use]
    pub fn of(file: &[u8]) -> Option<Self> {
        if file.starts_with(PDF) { Some(Self::Pdf) } else { PhotoFormat::of(file).map(Self::Picture) }
    }

    /// The ending of its name, which is also what programmes call it.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Picture(PhotoFormat::Jpeg) => "jpg",
            Self::Picture(PhotoFormat::Png) => "png",
            Self::Pdf => "pdf",
        }
    }

    /// What browsers are told that it is.
    #[must_use]
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Picture(PhotoFormat::Jpeg) => "image/jpeg",
            Self::Picture(PhotoFormat::Png) => "image/png",
            Self::Pdf => "application/pdf",
        }
    }

    /// The name with the ending of what the file is: one that was renamed would not open under its own.
    #[must_use]
    pub fn named(self, name: &str) -> String {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        match ENDINGS.iter().find(|(known, _)| ending.eq_ignore_ascii_case(known)) {
            Some((_, own)) if *own == self => name.to_owned(),
            Some(_) => format!("{stem}.{}", self.ending()),
            None => format!("{name}.{}", self.ending()),
        }
    }
}

/// What a whole file is, where it is one of `accept` (`jpg`, `png`, `pdf`). A picture must still be decoded.
///
/// # Errors
/// [`Refusal::FileEmpty`], [`Refusal::FileType`] by content, [`Refusal::DocumentBroken`] where a PDF ends early, and
/// what [`read_photo`] refuses.
pub fn read_document(file: &[u8], accept: &[impl AsRef<str>]) -> Result<DocumentType, Refusal> {
    if file.is_empty() {
        return Err(Refusal::FileEmpty);
    }
    let known = DocumentType::of(file).filter(|known| accept.iter().any(|ending| ending.as_ref() == known.ending()));
    let names = || accept.iter().map(|ending| ending.as_ref().to_uppercase()).collect();
    let known = known.ok_or_else(|| Refusal::FileType { accepted: names() })?;
    match known {
        DocumentType::Picture(_) => read_photo(file).map(|_| known),
        DocumentType::Pdf if pdf_is_whole(file) => Ok(known),
        DocumentType::Pdf => Err(Refusal::DocumentBroken),
    }
}

fn pdf_is_whole(file: &[u8]) -> bool {
    let (end, within) = PDF_END;
    file.rchunks(within).next().is_some_and(|tail| tail.windows(end.len()).any(|bytes| bytes == end))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [&str; 3] = ["jpg", "png", "pdf"];

    #[test]
    fn a_document_is_whole_or_refused() {
        let types = Refusal::FileType { accepted: vec!["JPG".to_owned(), "PNG".to_owned(), "PDF".to_owned()] };
        let bomb = [b"\x89PNG\r\n\x1a\n\0\0\0\x0DIHDR".as_slice(), &[0, 0, 0xC3, 0x50], &[0, 0, 0xC3, 0x50]].concat();
        for (file, read) in [
            (b"%PDF-1.7\n%%EOF".to_vec(), Ok(DocumentType::Pdf)),
            ([b"%PDF-1.7\n%%EOF\n".as_slice(), &[b' '; 1000]].concat(), Ok(DocumentType::Pdf)),
            ([b"%PDF-1.7\n%%EOF\n".as_slice(), &[b' '; 1024]].concat(), Err(Refusal::DocumentBroken)),
            (b"%PDF-1.7\n1 0 obj".to_vec(), Err(Refusal::DocumentBroken)),
            (b"\xFF\xD8\xFF\xE0 cut off".to_vec(), Err(Refusal::PictureBroken)),
            (bomb, Err(Refusal::PictureTooManyPixels { max_megapixels: 40 })),
            (b"MZ a program".to_vec(), Err(types.clone())),
            (b"\n%PDF-1.7\n%%EOF".to_vec(), Err(types)),
            (Vec::new(), Err(Refusal::FileEmpty)),
        ] {
            assert_eq!(read_document(&file, &ALL), read, "{file:02x?}");
        }
        let pictures = Refusal::FileType { accepted: vec!["JPG".to_owned()] };
        assert_eq!(read_document(b"%PDF-1.7\n%%EOF", &["jpg"]), Err(pictures));
    }

    #[test]
    fn a_name_ends_in_what_the_file_is() {
        let (jpeg, pdf) = (DocumentType::Picture(PhotoFormat::Jpeg), DocumentType::Pdf);
        for (kind, name, named) in [
            (pdf, "盖章的表.pdf", "盖章的表.pdf"),
            (pdf, "scan.PDF", "scan.PDF"),
            (pdf, "scan.jpg", "scan.pdf"),
            (jpeg, "IMG_1.JPEG", "IMG_1.JPEG"),
            (jpeg, "IMG_1.png", "IMG_1.jpg"),
            (jpeg, "IMG_1.heic", "IMG_1.heic.jpg"),
            (jpeg, "表 v1.2 定稿", "表 v1.2 定稿.jpg"),
            (pdf, "表", "表.pdf"),
        ] {
            assert_eq!(kind.named(name), named, "{name}");
        }
    }
}
