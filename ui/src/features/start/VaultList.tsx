import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ArchiveRestore, FolderOpen, Plus, Sparkles, X } from "lucide-react";
import type { RecentVault } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { dayAndTime } from "./dayAndTime";
import { recentQuery } from "./queries";
import type { Go, Step } from "./step";

const ICON = { size: 16, strokeWidth: 1.6, "aria-hidden": true };

/** The vaults opened on this machine, and the other ways to one. */
export function VaultList(props: { recent: RecentVault[]; step: Step; go: Go; isBound: boolean }) {
  const m = useMessages().start;
  const { recent, step, go, isBound } = props;
  const ways = [
    { to: { name: "open" }, icon: <FolderOpen {...ICON} /> },
    { to: { name: "create" }, icon: <Plus {...ICON} /> },
    { to: { name: "restore", from: undefined }, icon: <ArchiveRestore {...ICON} /> },
    { to: { name: "demo" }, icon: <Sparkles {...ICON} /> },
  ] as const;
  return (
    <>
      {recent.length > 0 && (
        <ul className="start-vaults" aria-label={m.recent}>
          {recent.map((vault) => (
            <Recent
              key={vault.folder}
              vault={vault}
              isShown={"folder" in step && step.folder === vault.folder}
              isBound={isBound}
              go={go}
            />
          ))}
        </ul>
      )}
      <div className="start-ways">
        {ways.map(({ to, icon }) => (
          <button
            key={to.name}
            type="button"
            disabled={isBound}
            aria-current={step.name === to.name ? "step" : undefined}
            onClick={() => go(to)}
          >
            {icon}
            {m.way[to.name]}
          </button>
        ))}
      </div>
    </>
  );
}

function Recent(props: { vault: RecentVault; isShown: boolean; isBound: boolean; go: Go }) {
  const m = useMessages().start;
  const { vault, isShown, isBound, go } = props;
  const cache = useQueryClient();
  const forget = useMutation({
    mutationFn: () => call(commands.vaultForget(vault.folder)),
    onSuccess: () => cache.invalidateQueries(recentQuery),
  });
  return (
    <li className="start-vault" data-shown={isShown}>
      <button
        type="button"
        disabled={isBound}
        title={vault.folder}
        aria-current={isShown ? "true" : undefined}
        onClick={() => go({ name: "unlock", folder: vault.folder })}
      >
        <b>
          <bdi>{vault.name}</bdi>
        </b>
        <span className="start-folder">
          <bdi>{vault.folder}</bdi>
        </span>
        <span className={vault.is_missing ? "start-missing" : undefined}>
          {vault.is_missing ? m.missing : m.lastOpened(dayAndTime(vault.opened_at))}
        </span>
      </button>
      {vault.is_missing && (
        <button type="button" className="icon-button" onClick={() => forget.mutate()}>
          <X {...ICON} />
          <span className="visually-hidden">{m.forget(vault.name)}</span>
        </button>
      )}
    </li>
  );
}
