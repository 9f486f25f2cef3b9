//! Arrows between crates and modules: only those that ARCHITECTURE.md draws, none in a circle, none between use cases.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};
use syn::{ItemMod, ItemUse, UseTree};

use super::{Facts, Verdict, is_comment, none};

/// Where the use cases are.
const CASES: &str = "crates/store/src/cases/";

/// The source folders of crates whose modules are drawn.
const SOURCES: [(&str, &str); 2] = [("app", "src/"), ("store", "crates/store/src/")];

/// Files that name all modules.
const ROOTS: [&str; 4] = ["app", "bin", "lib", "main"];

/// The arrows in a document's block of the kind `arrows`: `from: to to`, a line each.
pub fn drawn(document: &str) -> Vec<(String, Vec<String>)> {
    let block = document.split("```arrows\n").nth(1).unwrap_or_default();
    let block = block.split("```").next().unwrap_or_default();
    let lines = block.lines().filter_map(|line| line.split_once(':'));
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
    // `store::cases: entity db` has the colons of its path first.
    let parted = lines.filter_map(|(from, rest)| match rest.strip_prefix(':') {
        None => Some((from.to_owned(), words(rest))),
        Some(rest) => {
            let (module, to) = rest.split_once(':')?;
            Some((format!("{from}::{module}"), words(to)))
        }
    });
    parted.collect()
}

/// No crate or module depends on one to which no arrow is drawn, and no arrow is drawn that isn't there.
pub fn are_drawn(facts: &Facts) -> Verdict {
    let mut there: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (from, tos) in &facts.arrows {
        // A crate's own tests may name it.
        let tos = tos.iter().filter(|to| *to != from).cloned();
        there.entry(from.clone()).or_default().extend(tos);
    }
    for (krate, dir) in SOURCES {
        for (module, to) in modules(facts, dir) {
            if module != to && !ROOTS.contains(&module.as_str()) {
                there
                    .entry(format!("{krate}::{module}"))
                    .or_default()
                    .insert(to);
            }
        }
    }
    let drawn: BTreeMap<_, BTreeSet<_>> = facts
        .drawn
        .iter()
        .map(|(from, tos)| (from.clone(), tos.iter().cloned().collect()))
        .collect();
    let empty = BTreeSet::new();
    let mut wrong = Vec::new();
    for from in there.keys().chain(drawn.keys()) {
        let there = there.get(from).unwrap_or(&empty);
        let drawn = drawn.get(from).unwrap_or(&empty);
        wrong.extend(
            there
                .difference(drawn)
                .map(|to| format!("{from} -> {to} isn't drawn")),
        );
        wrong.extend(
            drawn
                .difference(there)
                .map(|to| format!("{from} -> {to} is drawn and isn't there")),
        );
    }
    none(wrong)
}

/// Queries of the store never call each other in a circle.
pub fn queries_have_no_circle(facts: &Facts) -> Verdict {
    let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in &facts.files {
        if let Some(module) = module_of(path, "crates/store/src/queries/") {
            let named = paths("crates/store/src/", path, text)
                .into_iter()
                .filter_map(|path| match path.as_slice() {
                    [first, query, ..] if first == "queries" => Some(query.clone()),
                    _ => None,
                });
            let others = named.filter(|query| *query != module).collect();
            arrows.entry(module).or_insert(others);
        }
    }
    // What calls nothing that is left can't be in a circle.
    loop {
        let free: Vec<String> = arrows
            .iter()
            .filter(|(_, tos)| tos.iter().all(|to| !arrows.contains_key(to)))
            .map(|(from, _)| from.clone())
            .collect();
        if free.is_empty() {
            return none(arrows.into_keys());
        }
        arrows.retain(|from, _| !free.contains(from));
    }
}

/// No use case calls another.
pub fn cases_call_no_other(facts: &Facts) -> Verdict {
    let cases = || {
        facts
            .files
            .iter()
            .filter(|(path, _)| path.starts_with(CASES))
    };
    let names: Vec<String> = cases()
        .flat_map(|(_, text)| text.lines())
        .filter_map(|line| {
            let line = line.strip_prefix("    pub")?;
            let line = line.strip_prefix("(crate)").unwrap_or(line);
            let line = line.strip_prefix(" async").unwrap_or(line);
            line.strip_prefix(" fn ")
        })
        .filter_map(|line| line.split(['(', '<']).next())
        .map(|name| format!("self.{name}("))
        .collect();
    let mut wrong = Vec::new();
    for (path, text) in cases() {
        for (number, line) in text
            .lines()
            .enumerate()
            .filter(|(_, line)| !is_comment(line))
        {
            let called = names.iter().find(|name| line.contains(*name));
            wrong.extend(called.map(|name| format!("{path}:{} calls {name})", number + 1)));
        }
        let own = module_of(path, CASES);
        let imported = paths("crates/store/src/", path, text)
            .into_iter()
            .filter(|path| path.first().is_some_and(|it| it == "cases"))
            .filter(|path| path.get(1) != own.as_ref());
        wrong.extend(imported.map(|it| format!("{path} imports {}", it.join("::"))));
    }
    none(wrong)
}

/// Top-level modules of a source folder, and the modules of the same crate that each names. What the crate's root has itself is
/// called `root`; the error that every layer answers isn't counted.
fn modules(facts: &Facts, dir: &str) -> Vec<(String, String)> {
    let mut arrows = Vec::new();
    for (path, text) in &facts.files {
        let Some(module) = module_of(path, dir) else {
            continue;
        };
        for named in paths(dir, path, text)
            .into_iter()
            .filter_map(|path| path.into_iter().next())
        {
            let to = match named.as_str() {
                "Result" | "StoreError" => continue,
                name if name.starts_with(char::is_lowercase) => named,
                _ => "root".to_owned(),
            };
            arrows.push((module.clone(), to));
        }
    }
    arrows
}

/// The module of a file in a folder: `a` for `a.rs` and for all in `a/`.
fn module_of(path: &str, dir: &str) -> Option<String> {
    let inside = path.strip_prefix(dir)?;
    let module = inside.split('/').next()?;
    Some(module.strip_suffix(".rs").unwrap_or(module).to_owned())
}

/// The paths that a file of a source folder names within its own crate, from the crate's root on: in imports and in place.
fn paths(dir: &str, path: &str, text: &str) -> Vec<Vec<String>> {
    let own = path.strip_prefix(dir).unwrap_or_default();
    let own = own.strip_suffix(".rs").unwrap_or(own).split('/');
    let mut found = Paths {
        own: own.map(str::to_owned).collect(),
        found: Vec::new(),
    };
    // What doesn't parse doesn't compile either, which is said elsewhere.
    if let Ok(file) = syn::parse_file(text) {
        found.visit_file(&file);
    }
    found.found
}

struct Paths {
    /// The module that is looked at, from the crate's root on.
    own: Vec<String>,
    found: Vec<Vec<String>>,
}

impl Paths {
    fn add_tree(&mut self, tree: &UseTree, before: &[String]) {
        let with = |name: &dyn ToString| [before, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.add_tree(&path.tree, &with(&path.ident)),
            UseTree::Group(group) => group.items.iter().for_each(|it| self.add_tree(it, before)),
            UseTree::Name(name) => self.add(with(&name.ident)),
            UseTree::Rename(name) => self.add(with(&name.ident)),
            UseTree::Glob(_) => self.add(before.to_vec()),
        }
    }

    fn add(&mut self, path: Vec<String>) {
        match path.split_first() {
            Some((first, rest)) if first == "crate" => self.found.push(rest.to_vec()),
            Some((first, _)) if first == "super" => {
                let up = path.iter().take_while(|it| *it == "super").count();
                let from = &self.own[..self.own.len().saturating_sub(up)];
                self.found.push([from, &path[up..]].concat());
            }
            _ => {}
        }
    }
}

impl<'a> Visit<'a> for Paths {
    fn visit_item_mod(&mut self, module: &'a ItemMod) {
        self.own.push(module.ident.to_string());
        visit::visit_item_mod(self, module);
        self.own.pop();
    }

    fn visit_item_use(&mut self, item: &'a ItemUse) {
        self.add_tree(&item.tree, &[]);
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        self.add(
            path.segments
                .iter()
                .map(|it| it.ident.to_string())
                .collect(),
        );
        visit::visit_path(self, path);
    }
}
