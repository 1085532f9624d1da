//! Finds the static font faces that documents are set in and tells the compiler where they are.
//!
//! The faces come with two npm packages (SIL Open Font License 1.1). `JINGWEI_FONTS_DIR` may point
//! at another folder that holds the packages `inter` and `noto-sans-sc`.

use std::path::{Path, PathBuf};

const FACES: [(&str, &str); 5] = [
    (
        "JINGWEI_FACE_HAN_REGULAR",
        "noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
    ),
    (
        "JINGWEI_FACE_HAN_BOLD",
        "noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf",
    ),
    (
        "JINGWEI_FACE_LATIN_REGULAR",
        "inter/400Regular/Inter_400Regular.ttf",
    ),
    (
        "JINGWEI_FACE_LATIN_MEDIUM",
        "inter/500Medium/Inter_500Medium.ttf",
    ),
    (
        "JINGWEI_FACE_LATIN_SEMIBOLD",
        "inter/600SemiBold/Inter_600SemiBold.ttf",
    ),
];

fn main() {
    println!("cargo:rerun-if-env-changed=JINGWEI_FONTS_DIR");
    let folder = fonts_folder();
    for (variable, file) in FACES {
        let path = folder.join(file);
        println!("cargo:rerun-if-changed={}", path.display());
        if !path.is_file() {
            eprintln!(
                "\nThe document font {file} was not found in {}.\n\
                 The faces come with the interface's npm packages. Run\n\n    npm ci --prefix ui\n\n\
                 in the project's root, or set JINGWEI_FONTS_DIR to a folder that holds the packages\n\
                 `inter` and `noto-sans-sc` of @expo-google-fonts.\n",
                folder.display()
            );
            std::process::exit(1);
        }
        println!("cargo:rustc-env={variable}={}", path.display());
    }
}

fn fonts_folder() -> PathBuf {
    if let Some(folder) = std::env::var_os("JINGWEI_FONTS_DIR") {
        return PathBuf::from(folder);
    }
    let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    let modules = Path::new(&here).join("../../ui/node_modules/@expo-google-fonts");
    modules.canonicalize().unwrap_or(modules)
}
