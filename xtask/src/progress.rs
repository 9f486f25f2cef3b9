//! Says which step of how many is running, and how long each took.

use std::time::Instant;

/// The steps of one command.
pub struct Progress {
    total: usize,
    done: usize,
    began: Instant,
    step_began: Option<Instant>,
}

impl Progress {
    /// A command of `total` steps.
    pub fn new(total: usize) -> Self {
        Self {
            total,
            done: 0,
            began: Instant::now(),
            step_began: None,
        }
    }

    /// Ends the step before, if any, and announces the next.
    pub fn step(&mut self, what: &str) {
        self.end();
        self.done += 1;
        println!("[{}/{}] {what} …", self.done, self.total);
        self.step_began = Some(Instant::now());
    }

    /// Ends the step under way with its seconds.
    pub fn end(&mut self) {
        if let Some(began) = self.step_began.take() {
            let seconds = began.elapsed().as_secs_f32();
            println!("[{}/{}] {seconds:.1} s", self.done, self.total);
        }
    }

    /// Ends the last step, and says how long all took.
    pub fn ready(&mut self) {
        self.end();
        println!("Ready after {} s.", self.began.elapsed().as_secs());
    }
}
