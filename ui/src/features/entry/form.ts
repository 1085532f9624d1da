import type { ClientFile, ClientForm, ClientRef, Person, PersonForm } from "../../ipc/bindings";

const FEN_IN_WAN = 1_000_000;

export const CLIENT_FIELDS = [
  "name",
  "number",
  "code",
  "tier",
  "industry_label",
  "manager",
  "branch",
  "legal_rep",
  "registered_capital",
  "founded_on",
] as const satisfies (keyof ClientForm)[];

/** A client as one would have typed it. */
export function formOf(client: ClientFile | undefined, waiting: ClientRef | undefined): ClientForm {
  const capital = client?.registered_capital?.fen;
  return {
    name: client?.name ?? waiting?.name ?? "",
    number: client?.number ?? waiting?.number ?? "",
    code: client?.code ?? waiting?.code ?? "",
    tier: client?.tier ?? "",
    industry_label: client?.industry_label ?? "",
    manager: client?.manager ?? "",
    branch: client?.branch ?? "",
    legal_rep: client?.legal_rep ?? "",
    registered_capital: capital === undefined ? "" : String(capital / FEN_IN_WAN),
    founded_on: client?.founded_on ?? "",
  };
}

export function personFormOf(person: Person | undefined): PersonForm {
  return { name: person?.name ?? "", jobs: person?.jobs.join("、") ?? "" };
}
