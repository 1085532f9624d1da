import { useQuery } from "@tanstack/react-query";
import { Dropdown, type MenuProps } from "antd";
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { notify } from "../../app/notices";
import { useShortcut } from "../../app/shortcuts";
import { Problem } from "../../components/Problem";
import type { Tab, ViewId } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { NameView } from "./NameView";
import { tabsQuery, viewsChanged } from "./queries";
import { change, enterView, isChanged, queryOf, tabKey, useListState } from "./state";

/** The views of the list, those of the product and those the user keeps, with how many clients each has. */
export function ViewTabs() {
  const m = useMessages().clients;
  const tabs = useQuery(tabsQuery);
  const state = useListState();
  const current = tabs.data?.find((tab) => tabKey(tab) === state.view);
  const content = () => ({ query: queryOf(state), columns: state.columns ?? [] });

  async function save(name: string) {
    const id = await call(commands.viewSave(name, content()));
    change({ view: id });
    await viewsChanged();
  }

  return (
    <nav className="clients-views" aria-label={m.views}>
      {tabs.data?.map((tab) => (
        <ViewTab key={tabKey(tab)} tab={tab} isCurrent={tab === current} />
      ))}
      {current?.id && <OwnView tab={current} id={current.id} content={content} />}
      {tabs.data && <NameView label={m.saveView} onSave={save} hasPlus />}
      {tabs.error && <Problem error={tabs.error} onRetry={() => tabs.refetch()} />}
    </nav>
  );
}

function ViewTab({ tab, isCurrent }: { tab: Tab; isCurrent: boolean }) {
  const m = useMessages().clients;
  const due = tab.content.query.filters.find((filter) => filter.field === "matures_within");
  const name = tab.built_in ? m.builtIn[tab.built_in](due?.days ?? 0) : (tab.name ?? "");
  return (
    <button
      type="button"
      className="clients-view"
      aria-current={isCurrent ? "true" : undefined}
      onClick={() => enterView(tab)}
      title={name}
    >
      <bdi>{name}</bdi> <span className="num">{tab.clients}</span>
    </button>
  );
}

/** What can be done with a view of one's own. */
function OwnView(props: { tab: Tab; id: ViewId; content: () => Tab["content"] }) {
  const m = useMessages();
  const { tab, id } = props;
  const [isNaming, setNaming] = useState(false);
  const [isOpen, setOpen] = useState(false);
  // Before the page's own Escape, which clears the list.
  useShortcut("escape", m.common.close, () => setOpen(false), { when: isOpen });
  const [error, setError] = useState<unknown>();
  const state = useListState();

  async function act(doing: () => Promise<unknown>) {
    setError(undefined);
    try {
      await doing();
      await viewsChanged();
    } catch (failed) {
      setError(failed);
    }
  }
  async function remove() {
    await call(commands.viewDelete(id));
    change({ view: "" });
    notify({
      text: m.clients.viewDeleted(tab.name ?? ""),
      undo: () => act(() => call(commands.viewRestore(id))),
    });
  }
  const items: MenuProps["items"] = [
    {
      key: "update",
      label: m.clients.updateView,
      disabled: !isChanged(state, tab),
      onClick: () => act(() => call(commands.viewChange(id, props.content()))),
    },
    { key: "rename", label: m.clients.renameView, onClick: () => setNaming(true) },
    { key: "delete", label: m.clients.deleteView, onClick: () => act(remove) },
  ];
  if (isNaming) {
    return (
      <NameView
        label={m.clients.renameView}
        start={tab.name ?? ""}
        isOpenAtOnce
        onClose={() => setNaming(false)}
        onSave={async (name) => {
          await call(commands.viewRename(id, name));
          await viewsChanged();
        }}
      />
    );
  }
  return (
    <>
      <Dropdown trigger={["click"]} autoFocus menu={{ items }} open={isOpen} onOpenChange={setOpen}>
        <button type="button" className="icon-button">
          <Ellipsis size={16} strokeWidth={1.6} aria-hidden />
          <span className="visually-hidden">{m.clients.viewActions(tab.name ?? "")}</span>
        </button>
      </Dropdown>
      {error !== undefined && <Problem error={error} />}
    </>
  );
}
