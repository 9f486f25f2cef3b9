//! Figures, with a bound beside each that has one.

use std::fmt;
use std::time::Duration;

/// What a figure shall be.
#[derive(Clone, Copy)]
pub enum Bound {
    AtLeast(f64),
    AtMost(f64),
    /// It is told for what it says of the others.
    None,
}

impl Bound {
    fn keeps(self, value: f64) -> bool {
        match self {
            Self::AtLeast(bound) => value >= bound,
            Self::AtMost(bound) => value <= bound,
            Self::None => true,
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::AtLeast(bound) => write!(f, "bound >= {bound}"),
            Self::AtMost(bound) => write!(f, "bound <= {bound}"),
            Self::None => Ok(()),
        }
    }
}

/// The text that stands behind a figure: its bound, and whether it keeps it.
pub fn verdict(value: f64, bound: Bound) -> String {
    match bound {
        Bound::None => String::new(),
        bound if bound.keeps(value) => format!("{:<14} ok", bound.to_string()),
        bound => format!("{:<14} MISSED", bound.to_string()),
    }
}

/// Prints one figure.
pub fn print(name: &str, value: f64, unit: &str, bound: Bound) {
    let decimals = if value.abs() < 100.0 { 2 } else { 0 };
    let line = format!(
        "  {name:<34} {value:>9.decimals$} {unit:<17} {}",
        verdict(value, bound)
    );
    println!("{}", line.trim_end());
}

/// A time in milliseconds.
pub fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The time that so many of a hundred don't exceed; zero where nothing was measured.
pub fn percentile(times: &[Duration], percent: usize) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let last = sorted.len().saturating_sub(1);
    sorted
        .get(last * percent / 100)
        .copied()
        .unwrap_or_default()
}
