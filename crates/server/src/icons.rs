//! `quickdeploy icon …`: says what is wrong with an icon, and makes a right one of any picture.

use std::fs;

use anyhow::{Context, Result, bail};
use server::config::Icon;

use crate::{input, output};

/// Runs a subcommand.
pub fn run(icon: Icon) -> Result<()> {
    match icon {
        Icon::Check { file } => match qr::Icon::check(&input::read(&file, qr::MAX_ICON_BYTES)?) {
            Ok(_) => {
                let fine = format_args!("{} is as the application form wants it", file.display());
                Ok(output::line(fine)?)
            }
            Err(faults) => {
                let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
                bail!("{}: {}", file.display(), faults.join("; "))
            }
        },
        Icon::Make { picture, out } => {
            let ending = out.extension().and_then(|it| it.to_str());
            if !ending.is_some_and(|it| it.eq_ignore_ascii_case("png")) {
                bail!("{}: an icon is a .png", out.display());
            }
            let icon = qr::Icon::make(&input::read(&picture, qr::MAX_ICON_BYTES)?);
            let icon = icon.with_context(|| picture.display().to_string())?;
            fs::write(&out, icon.png()).with_context(|| format!("writing {}", out.display()))?;
            Ok(output::line(out.display())?)
        }
    }
}
