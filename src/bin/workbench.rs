//! The program of the workbench and of an invite. Runs it, nothing else.

fn main() {
    app::workbench::run();
}
