/** What was asked for last, over or not. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Reads a part of the program when it is first asked for, once for all who ask, and one part after the other: of two
 * imports at a time WebKit may answer one before a module that both need has run. A part that could not be read is
 * read anew by whoever asks next.
 */
export function readOnce<Module>(read: () => Promise<Module>): () => Promise<Module> {
  let module: Promise<Module> | undefined;
  return () => {
    if (!module) {
      module = last.then(read);
      last = module.catch(() => {
        module = undefined;
      });
    }
    return module;
  };
}
