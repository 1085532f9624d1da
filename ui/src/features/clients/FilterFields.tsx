import { useQuery } from "@tanstack/react-query";
import { FieldMenu } from "../../components/FieldMenu";
import { useMessages } from "../../locales";
import { FIELDS, type FilterField } from "./filters";
import { facetsQuery } from "./queries";

/** What the list of clients can be narrowed by. */
export function FilterFields(props: { onChoose: (field: FilterField) => void }) {
  const m = useMessages().clients;
  // Asked for while the user chooses.
  useQuery(facetsQuery);
  return <FieldMenu label={m.filter} fields={FIELDS} names={m.fields} onChoose={props.onChoose} />;
}
