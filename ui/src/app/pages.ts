import { readOnce } from "./modules";

/** The rooms, each read when it is first gone to, or before that where it is likely to be. */
export const pages = {
  today: readOnce(() => import("../features/today/TodayPage")),
  clients: readOnce(() => import("../features/clients/ClientsPage")),
  client: readOnce(() => import("../features/client/ClientPage")),
  import: readOnce(() => import("../features/import/ImportPage")),
  documents: readOnce(() => import("../features/documents/DocumentsPage")),
  preview: readOnce(() => import("../features/documents/PreviewPage")),
  shortcuts: readOnce(() => import("../features/shortcuts/ShortcutsPage")),
  settings: readOnce(() => import("../features/settings/SettingsPage")),
  audit: readOnce(() => import("../features/audit/AuditPage")),
};
