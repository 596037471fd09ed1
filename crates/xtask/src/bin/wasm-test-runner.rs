//! The runner of the browser's unit tests: `cargo test --target wasm32-unknown-unknown` hands it
//! each test module. The work is `wasm-bindgen-cli`'s; which browser, and how, is told by the
//! environment that `cargo xtask ci` sets (`CHROMEDRIVER`, `WASM_BINDGEN_TEST_WEBDRIVER_JSON`).

use std::process::ExitCode;

use wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args;

fn main() -> ExitCode {
    match run_cli_with_args(std::env::args_os()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("wasm-test-runner: {error:#}");
            ExitCode::FAILURE
        }
    }
}
