//! What fuzzing found worth keeping, on every run of the tests.

use std::fs;
use std::path::Path;

#[test]
fn what_must_hold_of_every_reader_holds_for_the_kept_seeds() {
    for (name, reader, at_least) in [
        ("answer", fuzz::answer as fn(&[u8]) -> bool, 1),
        ("envelope", fuzz::envelope, 1),
        ("icon", fuzz::icon, 9),
        ("list", fuzz::list, 6),
    ] {
        let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
        let mut good = 0;
        for seed in fs::read_dir(seeds.join(name)).unwrap() {
            let bytes = fs::read(seed.unwrap().path()).unwrap();
            good += usize::from(reader(&bytes));
        }
        assert!(good >= at_least, "{name}: {good}");
    }
}
