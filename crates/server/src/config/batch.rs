//! Options of `link batch`.

use std::path::PathBuf;

use batch::list::{ENCODINGS, Encoding};
use clap::{Args, Subcommand, ValueEnum};

use super::Public;
use crate::handout::CodeQuery;

/// Subcommands of `link batch`.
#[derive(Debug, Subcommand)]
pub enum Batch {
    /// Makes a link for each customer of a list and writes their codes into a file.
    Create(BatchCreate),
    /// Writes the codes of a batch into a file, again or in another form.
    Write {
        /// The batch's number.
        batch: i64,
        /// The file.
        #[command(flatten)]
        file: BatchFile,
    },
    /// Lists a suite's batches.
    List {
        /// The suite's key.
        #[arg(long, env = "QUICKDEPLOY_SUITE")]
        suite: String,
    },
    /// Takes all links of a batch back. The serials inside stay good.
    Revoke {
        /// The batch's number.
        batch: i64,
    },
}

/// Options of `link batch create`.
#[derive(Debug, Args)]
pub struct BatchCreate {
    /// The suite's key.
    #[arg(long, env = "QUICKDEPLOY_SUITE")]
    pub suite: String,
    /// The list: a CSV file with a column for customers and perhaps one for serials; - is standard input.
    #[arg(long)]
    pub list: PathBuf,
    /// The list's encoding, where it can't be told from the file: utf-8, utf-16le, utf-16be, gbk, gb18030, big5,
    /// shift_jis, euc-kr, windows-1252, or another name of the web's.
    #[arg(long, value_parser = encoding)]
    pub encoding: Option<&'static Encoding>,
    /// Makes the links without asking first; only a terminal is asked.
    #[arg(long, short)]
    pub yes: bool,
    /// What the batch is for.
    #[arg(long, default_value = "", value_parser = super::label)]
    pub label: String,
    /// Days after today through which the links hold, to midnight in China; without, for ever.
    #[arg(long, value_parser = clap::value_parser!(i64).range(1..=36_500))]
    pub days: Option<i64>,
    /// The file.
    #[command(flatten)]
    pub file: BatchFile,
}

/// Where and how a batch's codes are written.
#[derive(Debug, Args)]
pub struct BatchFile {
    /// The file: a .zip of PNGs with a table, or a .pdf of labels; - is standard output.
    #[arg(long, short)]
    pub out: PathBuf,
    /// What is written to standard output.
    #[arg(long, value_enum)]
    pub format: Option<BatchFormat>,
    /// How the codes are drawn.
    #[command(flatten)]
    pub drawn: CodeQuery,
    /// The sheet of labels, by a label's size in mm: 70x37 (3 x 8 on A4, if nothing else is said), 70x36, 63.5x38.1 or
    /// 52.5x29.7.
    #[arg(long, value_parser = sheet, conflicts_with_all = ["rows", "columns"])]
    pub sheet: Option<qr::LabelSheet>,
    /// Rows of labels on an A4 sheet that is cut evenly.
    #[arg(long, requires = "columns")]
    pub rows: Option<u32>,
    /// And its columns.
    #[arg(long, requires = "rows")]
    pub columns: Option<u32>,
    /// The table's language in a .zip: zh or en.
    #[arg(long)]
    pub lang: Option<String>,
    /// Where customers reach us.
    #[command(flatten)]
    pub public: Public,
}

/// A form of a batch's codes.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum BatchFormat {
    /// Pictures and a table.
    Zip,
    /// Labels.
    Pdf,
}

fn sheet(given: &str) -> Result<qr::LabelSheet, String> {
    let known = || {
        let names = qr::LabelSheet::PRODUCTS.map(|(name, _)| name);
        format!("one of {} is needed", names.join(", "))
    };
    qr::LabelSheet::product(given).ok_or_else(known)
}

fn encoding(given: &str) -> Result<&'static Encoding, String> {
    let known = Encoding::for_label_no_replacement(given.as_bytes());
    known.ok_or_else(|| format!("one of {ENCODINGS} is needed"))
}
