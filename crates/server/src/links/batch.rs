//! `quickdeploy link batch …`: a link for each customer of a list; their codes as a ZIP or as labels.

use std::fs::{self, File};
use std::io::{self, BufRead, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use batch::list::{self, MAX_BYTES};
use batch::{Entry, HEAD};
use domain::link::LinkToken;
use server::config::{Batch, BatchCreate, BatchFile, BatchFormat};
use server::handout::{RenderError, date};
use server::state::{system_clock, system_random};
use server::{address, batches};
use store::{Store, Suite};
use ui::lang::Lang;

use super::{offered, suite};
use crate::input;
use crate::output::{self, tell};

/// How often progress is shown.
const PROGRESS_INTERVAL: Duration = Duration::from_millis(500);

/// Runs a subcommand.
pub async fn run(store: &Store, batch: Batch) -> Result<()> {
    match batch {
        Batch::Create(options) => create(store, options).await,
        Batch::Write { batch, file } => write(store, batch, &file).await,
        Batch::List { suite: key } => {
            let suite = suite(store, &key).await?;
            for batch in store.batches(suite.id).await? {
                let (year, month, day) = date(batch.made_at.day());
                output::line(format_args!(
                    "{}\t{year}-{month:02}-{day:02}\t{} links\t{} used\t{} revoked\t{}",
                    batch.id, batch.links, batch.used, batch.revoked, batch.label
                ))?;
            }
            Ok(())
        }
        Batch::Revoke { batch } => {
            known(store, batch).await?;
            let revoked = store.revoke_batch(batch, system_clock()).await?;
            let done = format_args!("revoked {revoked} links of batch {batch}");
            Ok(output::line(done)?)
        }
    }
}

async fn known(store: &Store, batch: i64) -> Result<store::Batch> {
    let found = store.batch(batch).await?;
    found.with_context(|| format!("there is no batch {batch}"))
}

async fn create(store: &Store, options: BatchCreate) -> Result<()> {
    let BatchCreate {
        suite: key,
        list,
        encoding,
        yes,
        label,
        days,
        file,
    } = options;
    let suite = offered(store, &key).await?;
    let name = || list.display().to_string();
    let bytes = input::read(&list, MAX_BYTES)?;
    let read = list::read(&bytes, encoding, suite.settings.serial).with_context(name)?;
    // What can't be written must not be made.
    let shape = Shape::read(&file, &suite)?;
    // A wrong encoding or an unknown header is seen here, before anything is made of it.
    tell(format_args!("{read}\n"));
    let customers = read.customers;
    shape.tell_missing_glyphs(&suite, customers.iter().map(|it| it.name.as_str()));
    if !yes {
        ask(customers.len(), &list)?;
    }
    let out = Out::open(&file.out)?;
    let now = system_clock();
    let expires_at = days.map(|days| now.end_of_day_in(days));
    let times = (expires_at, now);
    let made = batches::create(store, &suite, &label, customers, times, &system_random).await;
    let id = match made.map(|made| made.with_context(name)) {
        Ok(Ok(id)) => id,
        Ok(Err(error)) => return Err(out.give_up(error)),
        Err(error) => return Err(out.give_up(error.into())),
    };
    tell(format_args!("made batch {id}\n"));
    let batch = known(store, id).await?;
    let written = fill(batch, shape, out, &file.public.url).await;
    written.with_context(|| format!("`quickdeploy link batch write {id}` writes it again"))
}

/// Asks on a terminal; scripts and pipes aren't asked. A list that was read from standard input has left
/// nothing there to answer with.
fn ask(count: usize, list: &Path) -> Result<()> {
    let terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
    if terminal && list != Path::new("-") && !confirmed(count, io::stdin().lock(), io::stderr())? {
        bail!("no link is made");
    }
    Ok(())
}

/// Asks whether so many links shall be made. Only a yes is one.
fn confirmed(count: usize, mut answers: impl BufRead, mut asked: impl Write) -> io::Result<bool> {
    let links = if count == 1 { "link" } else { "links" };
    write!(asked, "Make {count} {links}? [y/N] ")?;
    asked.flush()?;
    let mut answer = String::new();
    answers.read_line(&mut answer)?;
    let answer = answer.trim().to_ascii_lowercase();
    Ok(matches!(answer.as_str(), "y" | "yes"))
}

async fn write(store: &Store, batch: i64, options: &BatchFile) -> Result<()> {
    let batch = known(store, batch).await?;
    let shape = Shape::read(options, &batch.suite)?;
    let names = batch.links.iter().map(|(link, _)| link.customer.as_str());
    shape.tell_missing_glyphs(&batch.suite, names);
    let out = Out::open(&options.out)?;
    fill(batch, shape, out, &options.public.url).await
}

/// Writes a batch into a file that is open.
async fn fill(batch: store::Batch, shape: Shape, out: Out, public_url: &str) -> Result<()> {
    let entries = batches::entries(&batch, public_url, system_clock());
    if entries.is_empty() {
        let error = anyhow!("no link of batch {} can be used any more", batch.id);
        return Err(out.give_up(error));
    }
    match batch.links.len() - entries.len() {
        0 => {}
        left => tell(format_args!(
            "left out {left} links that are revoked, expired or used\n"
        )),
    }
    // Drawing keeps every core busy for a while: not on a thread that answers others.
    let written = tokio::task::spawn_blocking(move || {
        let made_at = date(batch.made_at.day());
        out.write(|to| shape.write(to, &entries, made_at, &batch.suite))
    });
    written.await?
}

/// What is written.
enum Shape {
    Pictures(qr::Style, u32, [&'static str; 5]),
    Labels(qr::Style, qr::LabelSheet),
}

impl Shape {
    /// Reads the options, and tries them out on the longest of codes.
    fn read(options: &BatchFile, suite: &Suite) -> Result<Self> {
        let ending = options.out.extension().and_then(|it| it.to_str());
        let ending = ending.map(str::to_ascii_lowercase);
        let format = match (options.format, ending.as_deref()) {
            (Some(format), None) if options.out == Path::new("-") => format,
            (None | Some(BatchFormat::Zip), Some("zip")) => BatchFormat::Zip,
            (None | Some(BatchFormat::Pdf), Some("pdf")) => BatchFormat::Pdf,
            (None, None) if options.out == Path::new("-") => bail!("say --format zip or pdf"),
            _ => bail!("the file must end with .zip or .pdf, and --format say no other"),
        };
        let wanted = options.drawn.parse()?;
        if let Some(note) = wanted.contrast_note() {
            tell(format_args!("{note}\n"));
        }
        let style = wanted.style(suite)?;
        let lang = match options.lang.as_deref().map(Lang::parse) {
            None => Lang::Zh,
            Some(lang) => lang.context("lang: one of zh and en is needed")?,
        };
        let is_cut = options.sheet.is_some() || options.rows.is_some();
        let shape = match format {
            BatchFormat::Zip if is_cut => bail!("--sheet, --rows and --columns are for labels"),
            BatchFormat::Zip => {
                let head = match lang {
                    Lang::Zh => HEAD[0],
                    Lang::En => HEAD[1],
                };
                Self::Pictures(style, wanted.pixels(), head)
            }
            BatchFormat::Pdf if options.drawn.size.is_some() => {
                bail!("size: a label's is given by its --sheet")
            }
            BatchFormat::Pdf if options.lang.is_some() => {
                bail!("lang: labels say nothing but what they are given")
            }
            BatchFormat::Pdf => Self::Labels(style, sheet(options)?),
        };
        shape.try_out(&options.public.url, suite)?;
        Ok(shape)
    }

    /// Says which characters of the labels' names no font has, before they are printed.
    fn tell_missing_glyphs<'a>(&self, suite: &'a Suite, names: impl Iterator<Item = &'a str>) {
        if let Self::Labels(..) = self {
            let names = names.chain([suite.name.as_str()]);
            output::tell_missing_glyphs(&names.flat_map(qr::missing_glyphs).collect());
        }
    }

    /// Draws a code of letters only, which are the longest: what it can be, all can be.
    fn try_out(&self, public_url: &str, suite: &Suite) -> Result<()> {
        let longest = LinkToken::generate([31; domain::link::TOKEN_LENGTH]);
        let url = address::scanned(public_url, &longest);
        let one = [Entry {
            number: 1,
            customer: suite.name.clone(),
            serial: String::new(),
            url: url.clone(),
            scanned: url,
        }];
        match self.write(io::sink(), &one, (2000, 1, 1), suite) {
            Err(batch::Failed::Refused(refused)) => Err(RenderError::from(refused).into()),
            tried => Ok(tried.map(drop)?),
        }
    }

    fn write<W: Write>(
        &self,
        to: W,
        entries: &[Entry],
        made_at: (i32, u8, u8),
        suite: &Suite,
    ) -> Result<W, batch::Failed> {
        let mut shown = Progress::new(entries.len());
        let progress = |done| shown.show(done);
        match self {
            Self::Pictures(style, pixels, head) => {
                batch::pictures(to, entries, *head, made_at, (style, *pixels), progress)
            }
            Self::Labels(style, sheet) => {
                batch::labels(to, entries, &suite.name, *sheet, style, progress)
            }
        }
    }
}

/// How the sheets of labels are cut.
fn sheet(options: &BatchFile) -> Result<qr::LabelSheet> {
    match (options.sheet, options.rows, options.columns) {
        (Some(sheet), ..) => Ok(sheet),
        (None, Some(rows), Some(columns)) => {
            let sheet = qr::LabelSheet::even(rows, columns);
            Ok(sheet.map_err(RenderError::from)?)
        }
        _ => Ok(qr::LabelSheet::default()),
    }
}

/// Where a batch is written: standard output, or a file that is there whole or not at all.
enum Out {
    Stdout,
    File {
        out: PathBuf,
        part: PathBuf,
        file: File,
    },
}

impl Out {
    fn open(out: &Path) -> Result<Self> {
        if out == Path::new("-") {
            return Ok(Self::Stdout);
        }
        // A folder, a device: nothing that a file may take the place of.
        if fs::metadata(out).is_ok_and(|there| !there.is_file()) {
            bail!("writing {}: it isn't a file", out.display());
        }
        let part = out.with_added_extension("part");
        let file = File::create(&part).with_context(|| format!("writing {}", out.display()))?;
        let out = out.to_owned();
        Ok(Self::File { out, part, file })
    }

    /// Takes back what is begun.
    fn give_up(self, error: anyhow::Error) -> anyhow::Error {
        if let Self::File { part, .. } = self {
            fs::remove_file(part).ok();
        }
        error
    }

    fn write(
        self,
        write: impl FnOnce(
            BufWriter<Box<dyn Write>>,
        ) -> Result<BufWriter<Box<dyn Write>>, batch::Failed>,
    ) -> Result<()> {
        match self {
            Self::Stdout => {
                let mut written = write(BufWriter::new(Box::new(io::stdout())))?;
                Ok(written.flush().map_err(batch::Failed::from)?)
            }
            Self::File { out, part, file } => {
                let written = write(BufWriter::new(Box::new(file))).map_err(anyhow::Error::from);
                let whole = written.and_then(|mut file| Ok(file.flush()?));
                let kept = whole.and_then(|()| Ok(fs::rename(&part, &out)?));
                if kept.is_err() {
                    fs::remove_file(&part).ok();
                }
                kept.with_context(|| format!("writing {}", out.display()))?;
                Ok(output::line(out.display())?)
            }
        }
    }
}

/// Says on standard error how far it is: on a terminal in one line, else now and then.
struct Progress {
    of: usize,
    terminal: bool,
    last: Instant,
}

impl Progress {
    fn new(of: usize) -> Self {
        Self {
            of,
            terminal: io::stderr().is_terminal(),
            last: Instant::now(),
        }
    }

    fn show(&mut self, done: usize) {
        let end = done == self.of;
        if self.of < 2 || (!end && self.last.elapsed() < PROGRESS_INTERVAL) {
            return;
        }
        self.last = Instant::now();
        let line = format!("{done} of {} codes", self.of);
        tell(match (self.terminal, end) {
            (true, false) => format!("\r{line}"),
            (true, true) => format!("\r{line}\n"),
            (false, _) => format!("{line}\n"),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_made_after_a_yes_only() {
        for (answer, yes) in [
            ("y\n", true),
            ("Y\r\n", true),
            (" yes \n", true),
            ("n\n", false),
            ("\n", false),
            ("", false),
            ("yep\n", false),
            ("q\ny\n", false),
        ] {
            let mut asked = Vec::new();
            let confirmed = confirmed(12, answer.as_bytes(), &mut asked).unwrap();
            assert_eq!(confirmed, yes, "{answer:?}");
            assert_eq!(asked, b"Make 12 links? [y/N] ");
        }
    }
}
