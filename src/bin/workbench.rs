//! The program of the workbench and of an invite. Mounts it, nothing else.

fn main() {
    app::workbench::mount();
}
