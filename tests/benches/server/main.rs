//! What the server bears: whole onboardings a second, the guide page meanwhile, steps in a database of a million serials, the
//! workbench of a large team, events to vendors' servers; or, by itself, the console's pages. On SQLite and on PostgreSQL.
//!
//! The server is the `quickdeploy` program, a process of its own as in production: nothing is shared with the program that makes
//! the load but the machine, and the processor time of each can be told. Figures are printed beside their bounds, never
//! asserted.
#![expect(
    clippy::expect_used,
    reason = "a measurement that can't go on has failed"
)]
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

mod client;
mod commits;
mod cpu;
mod events;
mod fill;
mod gateway;
mod lists;
mod load;
mod program;
mod steps;
mod table;
mod vendors;
mod workbench;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::Parser;
use domain::task::SerialRule;
use tempfile::TempDir;
use tests::database::{self, Engine};
use tests::{SuiteLike, World};

use crate::client::Step;
use crate::gateway::Gateway;
use crate::load::Load;
use crate::program::{Program, log_file};
use crate::table::{Bound, ms, percentile, print, verdict};

/// How many times the p99 of the guide page may be its median, while onboardings run.
const GUIDE_SPREAD: Bound = Bound::AtMost(3.0);

/// How many times as long a step may take with many teams as with few.
const GROWTH: Bound = Bound::AtMost(1.5);

/// The median of a large team's workbench, in ms.
const WORKBENCH: Bound = Bound::AtMost(10.0);

/// Events a second to vendors' servers.
const EVENTS: Bound = Bound::AtLeast(1000.0);

/// The median from authorizing to the vendor's activation, in ms.
const ACTIVE: Bound = Bound::AtMost(300.0);

/// How many times that median may become while another vendor's server hangs.
const HANGING: Bound = Bound::AtMost(1.1);

/// What `cargo xtask bench server` says.
#[derive(Parser)]
struct Args {
    /// The server's program
    #[arg(long)]
    program: PathBuf,
    /// On this database alone; otherwise on both
    #[arg(long)]
    only: Option<Only>,
    /// How long onboardings are counted, in seconds
    #[arg(long, default_value_t = 15)]
    seconds: u64,
    /// How many customers take the steps, one after the other; 0 leaves out what is measured so
    #[arg(long, default_value_t = 300)]
    customers: usize,
    /// Only the pages of the console
    #[arg(long)]
    console: bool,
    /// What `cargo bench` says to every bench
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Only {
    Sqlite,
    Postgres,
}

// One thread makes the load, which leaves the server as much of two cores as can be.
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let args = Args::parse();
    println!("the servers log to {}", log_file().display());
    // What another run has left there is of no use.
    let _ = fs::remove_file(log_file());
    let gateway = Arc::new(Gateway::start().await);
    let engines = [
        (Only::Sqlite, Engine::Sqlite, "SQLite", 200.0),
        (Only::Postgres, Engine::Postgres, "PostgreSQL", 120.0),
    ];
    for (only, engine, name, bound) in engines {
        if args.only.is_some_and(|asked| asked != only) {
            continue;
        }
        if args.console {
            lists::measure(engine, name, &args.program, &gateway).await;
            continue;
        }
        println!(
            "\n{name}: whole onboardings, {} clients, {} s after {} s",
            load::CLIENTS,
            args.seconds,
            load::WARM_UP.as_secs()
        );
        onboardings(engine, &args, &gateway, Bound::AtLeast(bound)).await;
        if args.customers == 0 {
            continue;
        }
        println!(
            "\n{name}: events to the servers of {} vendors that answer after {} ms",
            events::VENDORS,
            events::ANSWER.as_millis()
        );
        let per_second = events::throughput(engine, &args.program, &gateway).await;
        print("events", per_second, "a second", EVENTS);
        let (alone, hanging) =
            events::active(engine, &args.program, &gateway, args.customers).await;
        let [alone, hanging] = [alone, hanging].map(|times| ms(percentile(&times, 50)));
        print("from authorizing to active", alone, "ms", ACTIVE);
        print(
            "while another vendor hangs",
            hanging / alone,
            "times",
            HANGING,
        );
        println!(
            "\n{name}: ms of each step for one client, median of {}",
            args.customers
        );
        growth(engine, &args, &gateway).await;
        println!(
            "\n{name}: workbench of a team of {} people with {} suites, median of {}",
            workbench::PEOPLE,
            workbench::SUITES,
            args.customers
        );
        let found = workbench::measure(engine, &args.program, &gateway, args.customers).await;
        for (who, times) in ["owner", "member, by department"].into_iter().zip(found) {
            print(who, ms(percentile(&times, 50)), "ms", WORKBENCH);
        }
    }
}

async fn onboardings(engine: Engine, args: &Args, gateway: &Arc<Gateway>, bound: Bound) {
    let commits = match engine {
        Engine::Sqlite => {
            let folder = TempDir::new().expect("a folder");
            Some(commits::measure(folder.path()).await)
        }
        Engine::Postgres => None,
    };
    let mut world = World::bare_on(engine).await;
    let like = SuiteLike {
        serial: SerialRule::None,
        ..SuiteLike::default()
    };
    let (_, link) = world.link_of(like).await;
    world.stop().await;
    let program = Program::start(&args.program, &world.database, gateway).await;
    let postgres = match engine {
        Engine::Sqlite => None,
        Engine::Postgres => {
            let first =
                "SELECT CAST(split_part(pg_read_file('postmaster.pid'), chr(10), 1) AS BIGINT)";
            u32::try_from(database::number(&world.database, first).await).ok()
        }
    };
    let time = Duration::from_secs(args.seconds);
    let load = load::run(&program, gateway.clone(), link.as_str(), time, postgres).await;
    let started = "SELECT COUNT(*) FROM onboarding WHERE started_at IS NOT NULL";
    let started = database::number(&world.database, started).await;
    assert!(started >= i64::from(load.done), "only {started} started");
    print_load(&load, time, bound, commits);
}

fn print_load(load: &Load, time: Duration, bound: Bound, commits: Option<f64>) {
    let done = f64::from(load.done);
    print("onboardings", done / time.as_secs_f64(), "a second", bound);
    print(
        "refused",
        load.refused.len() as f64,
        "in all",
        Bound::AtMost(0.0),
    );
    if let Some(refused) = load.refused.first() {
        println!("    the first: {refused}");
    }
    if let Some(commits) = commits {
        print(
            "synced commits of SQLite alone",
            commits,
            "a second",
            Bound::None,
        );
    }
    print(
        "transactions tried again",
        load.retries as f64 / done,
        "an onboarding",
        Bound::None,
    );
    if let Some(cpu) = load.cpu {
        for (whose, time) in [
            ("server", cpu.server),
            ("database", cpu.database),
            ("load generator", cpu.generator),
        ] {
            let name = format!("processor time, {whose}");
            print(&name, ms(time) / done, "ms each", Bound::None);
        }
        let others = cpu.others().as_secs_f64() / time.as_secs_f64();
        print("other programs meanwhile", others, "cores", Bound::None);
    }
    println!("  {:<34} {:>9} {:>9} {:>9}", "ms", "median", "p99", "times");
    let of_steps = load.steps.iter().map(|(step, times)| (step.name(), times));
    let guide = ("guide page, opened by somebody else", &load.guide);
    for (name, times) in of_steps.chain([guide]) {
        let [median, p99] = [50, 99].map(|percent| ms(percentile(times, percent)));
        let spread = p99 / median;
        let bound = match name == guide.0 {
            true => verdict(spread, GUIDE_SPREAD),
            false => String::new(),
        };
        let line = format!("  {name:<34} {median:>9.2} {p99:>9.2} {spread:>9.2} {bound:>26}");
        println!("{}", line.trim_end());
    }
}

async fn growth(engine: Engine, args: &Args, gateway: &Gateway) {
    let (few, many) = steps::measure(engine, &args.program, gateway, args.customers).await;
    println!(
        "  {:<18} {:>9} {:>13} {:>5} {:>24} {:>9} {:>5}",
        "teams / serials",
        format!("{} / {}", steps::FEW.teams, steps::FEW.serials),
        format!("{} / {}", steps::MANY.teams, steps::MANY.serials),
        "times",
        "",
        "p99",
        "times"
    );
    let steps = Step::ALL.map(|step| (step.name(), &few.steps[&step], &many.steps[&step]));
    let calls = [("get_auth_info", &few.auth_info, &many.auth_info)];
    for (name, few, many) in steps.into_iter().chain(calls) {
        let at = |percent| [few, many].map(|times| ms(percentile(times, percent)));
        let ([few, many], [few_last, many_last]) = (at(50), at(99));
        println!(
            "  {name:<18} {few:>9.2} {many:>13.2} {:>5.2} {:<24} {many_last:>9.2} {:>5.2}",
            many / few,
            verdict(many / few, GROWTH),
            many_last / few_last,
        );
    }
}
