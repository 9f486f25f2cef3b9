//! What a program says of one measurement.

use anyhow::{Context, Result, bail};

/// A measurement, written as `ours plain 2 8359.2 1082.2`.
#[derive(Debug, PartialEq)]
pub struct Line {
    pub maker: String,
    /// `plain` or `icon`.
    pub kind: String,
    pub threads: usize,
    /// Codes a second of all threads together.
    pub rate: f64,
    /// Bytes a code.
    pub bytes: f64,
}

impl Line {
    /// Reads a line.
    pub fn parse(line: &str) -> Result<Self> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [maker, kind, threads, rate, bytes] = words[..] else {
            bail!("not a measurement: {line}");
        };
        let number = |word: &str| {
            let number: Option<f64> = word.parse().ok();
            let number = number.filter(|number| *number > 0.0);
            number.with_context(|| format!("not above zero: {line}"))
        };
        Ok(Self {
            maker: maker.to_owned(),
            kind: kind.to_owned(),
            threads: threads.parse()?,
            rate: number(rate)?,
            bytes: number(bytes)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Line;

    #[test]
    fn reads_what_a_program_says() {
        let line = Line {
            maker: "ours".into(),
            kind: "plain".into(),
            threads: 2,
            rate: 8359.2,
            bytes: 1082.0,
        };
        assert_eq!(Line::parse("ours plain 2 8359.2 1082.0\n").unwrap(), line);
        for odd in [
            "",
            "ours plain 2 8359.2",
            "ours plain two 1 1",
            "ours plain 2 0.0 1",
            "ours plain 2 NaN 1",
        ] {
            assert!(Line::parse(odd).is_err(), "{odd}");
        }
    }
}
