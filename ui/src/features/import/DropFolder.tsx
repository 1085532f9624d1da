import { Button } from "antd";
import { FolderInput } from "lucide-react";
import { Foreign } from "../../components/Foreign";
import { Problem } from "../../components/Problem";
import type { FolderLook } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { useFolderLook, useFolderPreview, usePassOver } from "./dropFolder";
import "./drop-folder.css";

/** Files named in the line; the rest are a number. */
const NAMED = 3;

/** What lies in the drop folder: told, never taken. Nothing where none is watched. */
export function DropFolder() {
  const m = useMessages().import.folder;
  const { data: look, error } = useFolderLook();
  if (error) return <Problem error={error} />;
  if (!look) return null;
  return (
    <section className="drop-folder" aria-label={m.title}>
      <FolderInput size={18} strokeWidth={1.6} aria-hidden />
      <Told look={look} />
    </section>
  );
}

function Told({ look }: { look: FolderLook }) {
  const { import: m, common } = useMessages();
  const preview = useFolderPreview();
  const { passOver, takeBack } = usePassOver();
  const failed = passOver.error ?? takeBack.error;
  const { new: fresh, passed_over: passed } = look;
  const said = look.problem && common.failure(look.problem);
  return (
    <>
      <div className="drop-folder-said">
        <p>
          {fresh.length > 0 ? <b>{m.folder.fresh(fresh.length)}</b> : m.folder.title}
          <span className="import-quiet" title={look.folder}>
            <Foreign text={look.folder} />
          </span>
        </p>
        <p className="import-quiet">
          {said ? (
            said.text
          ) : (
            <>
              <span>{fresh.length > 0 ? <Names look={look} /> : m.folder.nothing}</span>
              {look.unfinished > 0 && <span>{m.folder.unfinished(look.unfinished)}</span>}
              {look.older > 0 && <span>{m.folder.older(look.older)}</span>}
              {passed.length > 0 && (
                <span>
                  {m.folder.passedOver(passed.length)}{" "}
                  <button
                    type="button"
                    className="link-button"
                    onClick={() => takeBack.mutate(passed)}
                  >
                    {m.folder.takeBack}
                  </button>
                </span>
              )}
            </>
          )}
        </p>
        {failed != null && <Problem error={failed} />}
      </div>
      {fresh.length > 0 && (
        <span className="drop-folder-deeds">
          <Button type="text" title={m.folder.passOverHint} onClick={() => passOver.mutate(fresh)}>
            {m.folder.passOver}
          </Button>
          <Button onClick={() => preview(fresh)}>{m.folder.preview}</Button>
        </span>
      )}
    </>
  );
}

function Names({ look }: { look: FolderLook }) {
  const m = useMessages().import;
  const named = look.new.slice(0, NAMED).map(({ name }) => name);
  const rest = look.new.length - named.length;
  return (
    <>
      <Foreign text={named.join(m.folder.separator)} />
      {rest > 0 && m.folder.andMore(rest)}
    </>
  );
}
