//! The program behind a deploy link. Mounts it, nothing else.

fn main() {
    app::deploy::mount();
}
