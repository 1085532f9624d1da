import { commands, type Failure } from "./bindings";

export { commands };

/** What a command refused or failed at; `message` is ready to show. */
export class CommandError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = "CommandError";
    this.failure = failure;
  }
}

type Outcome<T> = { status: "ok"; data: T } | { status: "error"; error: Failure };

/** The command's value; throws `CommandError` where the shell answers with a failure. */
export async function call<T>(command: Promise<Outcome<T>>): Promise<T> {
  const outcome = await command;
  if (outcome.status === "ok") return outcome.data;
  throw new CommandError(outcome.error);
}
