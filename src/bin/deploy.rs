//! The program behind a deploy link. Runs it, nothing else.

fn main() {
    app::deploy::run();
}
