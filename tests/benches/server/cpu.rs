//! What processors do, from Linux's /proc; elsewhere nothing is known.

use std::fs;
use std::ops::Sub;
use std::time::Duration;

/// A second has so many of the ticks that /proc counts in, on every Linux.
const TICKS: u64 = 100;

/// Processor time until a moment, or between two.
#[derive(Clone, Copy, Debug)]
pub struct Cpu {
    /// Of the server.
    pub server: Duration,
    /// Of this process, which makes the load.
    pub generator: Duration,
    /// Of PostgreSQL's processes; SQLite's is the server's.
    pub database: Duration,
    /// Of all programs of the machine and its kernel.
    pub machine: Duration,
}

impl Cpu {
    /// Until now, of the server with this id and of the PostgreSQL whose first process has that one.
    pub fn now(server: u32, database: Option<u32>) -> Option<Self> {
        Some(Self {
            server: own(&stat(server)?)?,
            generator: own(&stat(std::process::id())?)?,
            database: match database {
                Some(first) => family(first)?,
                None => Duration::ZERO,
            },
            machine: machine()?,
        })
    }

    /// That of other programs.
    pub fn others(&self) -> Duration {
        let own = self.server + self.generator + self.database;
        self.machine.saturating_sub(own)
    }
}

impl Sub for Cpu {
    type Output = Self;

    fn sub(self, before: Self) -> Self {
        Self {
            server: self.server - before.server,
            generator: self.generator - before.generator,
            database: self.database - before.database,
            machine: self.machine - before.machine,
        }
    }
}

/// The fields of a process from its state on: what stands before may hold spaces.
fn stat(process: impl ToString) -> Option<Vec<String>> {
    let stat = fs::read_to_string(format!("/proc/{}/stat", process.to_string())).ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    Some(fields.split_whitespace().map(str::to_owned).collect())
}

/// The places of a process's figures behind its name, as proc(5) tells them.
const PARENT: usize = 1;
const USER: usize = 11;
const SYSTEM: usize = 12;
const USER_OF_ENDED_CHILDREN: usize = 13;
const SYSTEM_OF_ENDED_CHILDREN: usize = 14;

fn own(stat: &[String]) -> Option<Duration> {
    Some(ticks(number(stat, USER)? + number(stat, SYSTEM)?))
}

/// The time of a process and of all its children, also of those that have ended.
fn family(parent: u32) -> Option<Duration> {
    let of_parent = stat(parent)?;
    let ended =
        number(&of_parent, USER_OF_ENDED_CHILDREN)? + number(&of_parent, SYSTEM_OF_ENDED_CHILDREN)?;
    let mut sum = own(&of_parent)? + ticks(ended);
    for entry in fs::read_dir("/proc").ok()?.flatten() {
        // It may have ended since, and not every entry is a process.
        let Some(stat) = stat(entry.file_name().to_string_lossy()) else {
            continue;
        };
        if number(&stat, PARENT) == Some(parent.into()) {
            sum += own(&stat)?;
        }
    }
    Some(sum)
}

/// What all processors have done that wasn't waiting.
fn machine() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/stat").ok()?;
    let all = stat.lines().next()?.strip_prefix("cpu ")?;
    let all: Vec<u64> = all
        .split_whitespace()
        .map_while(|it| it.parse().ok())
        .collect();
    let [user, nice, system, _idle, _waiting, interrupts, soft, ..] = all[..] else {
        return None;
    };
    Some(ticks(user + nice + system + interrupts + soft))
}

fn number(fields: &[String], place: usize) -> Option<u64> {
    fields.get(place)?.parse().ok()
}

fn ticks(count: u64) -> Duration {
    Duration::from_millis(count * 1000 / TICKS)
}
