import { audit } from "./audit";
import { client } from "./client";
import { clients } from "./clients";
import { common } from "./common";
import { documents } from "./documents";
import { entry } from "./entry";
import { erasure } from "./erasure";
import { figure } from "./figure";
import { imports } from "./import";
import { palette } from "./palette";
import { passphrase } from "./passphrase";
import { settings } from "./settings";
import { shell } from "./shell";
import { start } from "./start";
import { table } from "./table";
import { today } from "./today";
import { users } from "./users";
import { visit } from "./visit";

export const zhCN = {
  audit,
  client,
  clients,
  common,
  documents,
  entry,
  erasure,
  figure,
  import: imports,
  palette,
  passphrase,
  settings,
  shell,
  start,
  table,
  today,
  users,
  visit,
};
