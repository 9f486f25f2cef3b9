//! The service worker: the built `sw.js`, told which files to keep and under which version.

use std::path::Path;

use anyhow::{Context, ensure};
use sha2::{Digest, Sha256};

use crate::digest::hex;

const FILES: &str = "[/*qd:files*/]";
const VERSION: &str = "qd:version";

/// The worker's script, whole.
pub struct Worker(pub String);

impl Worker {
    /// Reads the built app: whatever the workbench's program is made of is kept on the phone.
    pub fn read(app_dir: &Path) -> anyhow::Result<Self> {
        let path = app_dir.join("sw.js");
        let script = std::fs::read_to_string(&path)
            .with_context(|| format!("no service worker at {}", path.display()))?;
        let mut kept = Vec::new();
        for entry in std::fs::read_dir(app_dir)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            let of_program = name.starts_with("workbench-");
            if of_program && (name.ends_with(".js") || name.ends_with(".wasm")) {
                kept.push(format!("/{name}"));
            }
        }
        let page = std::fs::read_to_string(app_dir.join("workbench.html"))?;
        Self::new(&script, kept, &page)
    }

    /// One that keeps nothing and makes room: for an app that is worked on.
    pub fn none() -> Self {
        let script = "addEventListener('install', () => skipWaiting())\n\
                      addEventListener('activate', () => registration.unregister())\n";
        Self(script.to_owned())
    }

    /// The script with these files to keep; its version changes with them, with the page and with itself.
    pub fn new(script: &str, mut kept: Vec<String>, page: &str) -> anyhow::Result<Self> {
        ensure!(
            script.contains(FILES) && script.contains(VERSION),
            "the service worker has no marks for its files and version"
        );
        kept.sort();
        let files = serde_json::to_string(&kept)?;
        let all = Sha256::digest(format!("{script}{files}{page}").as_bytes());
        let version = hex(&all[..8]);
        Ok(Self(
            script
                .replacen(FILES, &files, 1)
                .replacen(VERSION, &version, 1),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_file_or_page_is_another_version() {
        let script = "const KEPT = [/*qd:files*/], VERSION = \"qd:version\"";
        let of = |files: &[&str], page| {
            let files = files.iter().map(|&file| file.to_owned()).collect();
            Worker::new(script, files, page).unwrap().0
        };
        let one = of(&["/workbench-1.js"], "page");
        assert!(one.contains(r#"["/workbench-1.js"]"#), "{one}");
        assert_ne!(
            one.split("VERSION").last(),
            of(&["/workbench-2.js"], "page").split("VERSION").last()
        );
        assert_ne!(one, of(&["/workbench-1.js"], "other"));
        assert!(Worker::new("", Vec::new(), "").is_err());
    }
}
