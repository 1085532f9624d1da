//! Applies the migrations to a scratch database, so that `sqlx::query!` checks every statement
//! against the schema that runs, with the SQLite that runs.

use sqlx::ConnectOptions;
use sqlx::migrate::Migrator;
use sqlx::sqlite::SqliteConnectOptions;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let migrations = Path::new("../../migrations");
    println!("cargo:rerun-if-changed=../../migrations");
    println!("cargo:rerun-if-changed=build.rs");
    let scratch = PathBuf::from(std::env::var("OUT_DIR")?).join("schema.db");
    if scratch.exists() {
        std::fs::remove_file(&scratch)?;
    }
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(async {
            let mut connection = SqliteConnectOptions::new()
                .filename(&scratch)
                .create_if_missing(true)
                .connect()
                .await?;
            Migrator::new(migrations)
                .await?
                .run(&mut connection)
                .await?;
            Ok::<_, Box<dyn std::error::Error>>(())
        })?;
    // `sqlite:` and not `sqlite://`: Windows paths have no authority part.
    println!("cargo:rustc-env=DATABASE_URL=sqlite:{}", scratch.display());
    Ok(())
}
