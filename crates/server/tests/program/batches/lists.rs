//! What is said of a list before links are made of it.

use std::process::Output;

use store::{BatchLink, Store};
use tempfile::TempDir;

use crate::commands::{run, text, with_a_suite};
use crate::database;

/// `客戶,序號⏎鵬城五金,⏎` in Big5.
const BIG5: &[u8] = b"\xab\xc8\xa4\xe1,\xa7\xc7\xb8\xb9\n\xc4P\xab\xb0\xa4\xad\xaa\xf7,\n";

struct Files {
    folder: TempDir,
    list: String,
    out: String,
}

impl Files {
    async fn with_a_list(list: impl AsRef<[u8]>) -> Self {
        let folder = with_a_suite().await;
        let path = |file: &str| folder.path().join(file).to_str().unwrap().to_owned();
        let (list_path, out) = (path("customers.csv"), path("codes.zip"));
        std::fs::write(&list_path, list).unwrap();
        Self {
            folder,
            list: list_path,
            out,
        }
    }

    fn arguments<'a>(&'a self, more: &[&'a str]) -> Vec<&'a str> {
        let create = [
            "link", "batch", "create", "--suite", "key1", "--size", "120",
        ];
        let files = ["--list", &self.list, "--out", &self.out];
        [&create[..], &files, more].concat()
    }

    fn create(&self, more: &[&str]) -> Output {
        run(&self.folder, &self.arguments(more))
    }

    async fn customers(&self) -> Vec<String> {
        let store = Store::open(&database(self.folder.path())).await.unwrap();
        let Some(batch) = store.batch(1).await.unwrap() else {
            return Vec::new();
        };
        let customer = |(link, _): (BatchLink, _)| link.customer;
        batch.links.into_iter().map(customer).collect()
    }

    fn assert_nothing_is_written(&self) {
        assert!(!std::fs::exists(&self.out).unwrap());
        assert!(!std::fs::exists(format!("{}.part", self.out)).unwrap());
    }
}

#[tokio::test]
async fn a_list_in_an_encoding_that_cannot_be_told_makes_nothing_until_it_is_given() {
    let files = Files::with_a_list(BIG5).await;
    let refused = files.create(&[]);
    let said = text(&refused.stderr);
    assert!(!refused.status.success());
    for part in [
        "the encoding can't be told from the file: give it with --encoding",
        "Line 1 reads as\n",
        "\n  Big5: \"客戶,序號\"\n",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    files.assert_nothing_is_written();
    assert!(files.customers().await.is_empty());

    let wrong = files.create(&["--encoding", "utf-8"]);
    assert!(text(&wrong.stderr).contains("line 1 is not valid UTF-8"));
    let unknown = files.create(&["--encoding", "big6"]);
    assert!(text(&unknown.stderr).contains("one of utf-8, utf-16le"));
    files.assert_nothing_is_written();

    let made = files.create(&["--encoding", "big5"]);
    let said = text(&made.stderr);
    assert!(made.status.success(), "{said}");
    assert!(
        said.starts_with("encoding: Big5\ncustomers: column 1, \"客戶\"\nserials: no column\n"),
        "{said}"
    );
    assert_eq!(files.customers().await, ["鵬城五金"]);
}

#[tokio::test]
async fn what_is_above_the_header_is_left_out_and_told() {
    let list = "sep=;\r\n2026年11月客户名单;;\r\n\r\n编号;客户;备注\r\n1;甲;\r\n2;乙;\r\n";
    let files = Files::with_a_list(list).await;
    let made = files.create(&[]);
    let said = text(&made.stderr);
    assert!(made.status.success(), "{said}");
    let understood = "encoding: UTF-8\n\
        delimiter: ;\n\
        customers: column 2, \"客户\"\n\
        serials: no column\n\
        line 1 is left out: it names the delimiter: \"sep=;\"\n\
        line 2 is left out: above the header: \"2026年11月客户名单\"\n\
        2 customers: \"甲\", \"乙\"\n\
        made batch 1\n";
    assert!(said.starts_with(understood), "{said}");
    assert_eq!(files.customers().await, ["甲", "乙"]);
}
