import { notify } from "../app/notices";
import { CommandError, call, commands } from "../ipc/call";

/** Puts text on the clipboard; whether it is there. Where it is not, the notice line says so. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await call(commands.appCopyText(text));
    return true;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    notify({ text: error.failure.message });
    return false;
  }
}
