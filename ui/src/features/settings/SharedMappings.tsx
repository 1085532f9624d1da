import { useMutation } from "@tanstack/react-query";
import { Button, Modal } from "antd";
import { notify } from "../../app/notices";
import { Foreign } from "../../components/Foreign";
import { Problem } from "../../components/Problem";
import type { ReadMappings, SharedPreview, SharedReading } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { dataChanged } from "../import/openImport";
import { Row } from "./Row";

/** What imports were told of columns and labels, handed to a colleague or taken from one. */
export function SharedMappings() {
  const m = useMessages().settings.mappings;
  const write = useMutation({
    mutationFn: () => call(commands.mappingExport(m.exportTitle, m.fileName)),
    onSuccess: (done) => {
      if (done) notify({ text: m.exported(done.exported.tables, done.exported.labels) });
    },
  });
  const read = useMutation({
    mutationFn: () => call(commands.mappingRead(m.importTitle)),
  });
  const left = write.data?.exported;
  return (
    <>
      <Row
        name={m.title}
        meaning={
          <>
            {m.meaning}
            {left && <LeftOut {...left} />}
          </>
        }
      >
        <Button loading={write.isPending && { delay: 200 }} onClick={() => write.mutate()}>
          {m.export}
        </Button>
        <Button onClick={() => read.mutate()}>{m.import}</Button>
      </Row>
      {write.error && <Problem error={write.error} />}
      {read.error && <Problem error={read.error} />}
      {read.data && <Taking read={read.data} onClose={read.reset} />}
    </>
  );
}

function LeftOut(props: { managers: number; personal: number; unnamed: number }) {
  const m = useMessages().settings.mappings;
  const said = [
    props.managers > 0 && m.managers(props.managers),
    props.personal > 0 && m.personal(props.personal),
    props.unnamed > 0 && m.unnamed(props.unnamed),
  ].filter((line) => line !== false);
  return said.map((line) => (
    <span key={line} className="shared-left">
      {line}
    </span>
  ));
}

/** What a file would change, before it is taken. */
function Taking({ read, onClose }: { read: ReadMappings; onClose: () => void }) {
  const { settings, common } = useMessages();
  const m = settings.mappings;
  const { preview } = read;
  const changes = preview.new + preview.changed;
  const take = useMutation({
    mutationFn: () => call(commands.mappingTake(read.number)),
    onSuccess: async (told) => {
      await dataChanged();
      notify({ text: m.taken(told.new + told.changed) });
      onClose();
    },
  });
  return (
    <Modal
      open
      destroyOnHidden
      title={m.importTitle}
      width={640}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button
            type="primary"
            disabled={changes === 0}
            loading={take.isPending && { delay: 200 }}
            onClick={() => !take.isPending && take.mutate()}
          >
            {m.take(changes)}
          </Button>
        </>
      }
    >
      <p>
        <Foreign text={read.name} />
      </p>
      <p className="settings-meaning">{m.counted(preview.new, preview.changed, preview.same)}</p>
      {take.error && <Problem error={take.error} />}
      <Changes preview={preview} />
    </Modal>
  );
}

/** How a table was read before the file said otherwise. */
function Was({ reading }: { reading: SharedReading }) {
  const { settings, import: im } = useMessages();
  const m = settings.mappings;
  const columns = reading.columns.map((column) =>
    m.column(column.letter, column.header, column.field ? im.fields[column.field] : im.notImported),
  );
  const said = [
    reading.kind && im.kinds[reading.kind],
    reading.unit && im.units[reading.unit],
    ...columns,
  ].filter((word) => word !== null);
  return <span className="settings-meaning"> {m.was(said.join(m.separator))}</span>;
}

function Changes({ preview }: { preview: SharedPreview }) {
  const { settings, import: im } = useMessages();
  const m = settings.mappings;
  const tables = preview.tables.filter(({ standing }) => standing !== "same");
  const labels = preview.labels.filter(({ standing }) => standing !== "same");
  return (
    <ul className="shared-changes">
      {tables.map((table) => (
        <li key={table.headers.join("\n")}>
          <span className="settings-meaning">{m.standing[table.standing]}</span>
          <span>
            {table.kind ? im.kinds[table.kind] : m.table}
            {table.unit && ` · ${im.units[table.unit]}`}{" "}
            <Foreign text={table.headers.join(m.separator)} className="settings-meaning" />
            {table.columns.map((column) => (
              <span key={column.letter} className="shared-column">
                {m.column(
                  column.letter,
                  column.header,
                  column.field ? im.fields[column.field] : im.notImported,
                )}
              </span>
            ))}
            {table.was && <Was reading={table.was} />}
          </span>
        </li>
      ))}
      {labels.map((one) => (
        <li key={`${one.field} ${one.label}`}>
          <span className="settings-meaning">{m.standing[one.standing]}</span>
          <span>
            <Foreign text={im.values.means(one.label, one.target)} />
            {one.standing === "changed" && (
              <span className="settings-meaning"> {m.was(one.was ?? m.nothing)}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
