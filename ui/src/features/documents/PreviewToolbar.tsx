import { Dropdown, Input, type InputRef } from "antd";
import {
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  ChevronUp,
  Search,
  ZoomIn,
  ZoomOut,
} from "lucide-react";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { useShortcut } from "../../app/shortcuts";
import { percentOf, stepped, type Zoom } from "../../components/pdf/fit";
import type { Preview } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { fileSize } from "./when";

export interface PreviewSearch {
  wanted: string;
  hits: number;
  /** Index of the hit that is looked at. */
  at: number;
  look: (wanted: string) => void;
  toHit: (index: number) => void;
}

export interface PreviewToolbarProps {
  preview: Preview;
  place: { page: number; scale: number };
  zoom: Zoom;
  search: PreviewSearch;
  onZoom: (zoom: Zoom) => void;
  onPage: (page: number) => void;
}

/** Pages, size and search, above the sheets. */
export function PreviewToolbar(props: PreviewToolbarProps) {
  const { preview, place, zoom, search, onZoom, onPage } = props;
  const m = useMessages().documents;
  const state = preview.recorded ? m.version(preview.recorded.version) : m.notRecorded;
  return (
    <div className="paper-bar" role="toolbar" aria-label={m.toolbar}>
      <Tool name={m.previousPage} isOff={place.page <= 1} onClick={() => onPage(place.page - 1)}>
        <ChevronLeft size={16} strokeWidth={1.6} aria-hidden />
      </Tool>
      <span className="paper-place" role="status" aria-label={m.pageOf(place.page, preview.pages)}>
        {place.page} / {preview.pages}
      </span>
      <Tool
        name={m.nextPage}
        isOff={place.page >= preview.pages}
        onClick={() => onPage(place.page + 1)}
      >
        <ChevronRight size={16} strokeWidth={1.6} aria-hidden />
      </Tool>
      <i className="paper-rule" />
      <Tool name={m.smaller} onClick={() => onZoom(stepped(place.scale, -1))}>
        <ZoomOut size={16} strokeWidth={1.6} aria-hidden />
      </Tool>
      <ZoomMenu zoom={zoom} scale={place.scale} onZoom={onZoom} />
      <Tool name={m.larger} onClick={() => onZoom(stepped(place.scale, 1))}>
        <ZoomIn size={16} strokeWidth={1.6} aria-hidden />
      </Tool>
      <i className="paper-rule" />
      <SearchBox search={search} />
      <span className="paper-state">
        {state}
        <span className="num">{fileSize(preview.size)}</span>
      </span>
    </div>
  );
}

function Tool(props: { name: string; isOff?: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      className="icon-button"
      title={props.name}
      disabled={props.isOff}
      onClick={props.onClick}
    >
      {props.children}
      <span className="visually-hidden">{props.name}</span>
    </button>
  );
}

function ZoomMenu(props: { zoom: Zoom; scale: number; onZoom: (zoom: Zoom) => void }) {
  const { zoom, scale, onZoom } = props;
  const m = useMessages().documents;
  const whole = scale / (percentOf(scale) / 100);
  const shown =
    zoom === "width" ? m.fitWidth : zoom === "page" ? m.fitPage : `${percentOf(scale)}%`;
  const sizes = [50, 75, 100, 125, 150, 200];
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          { key: "width", label: m.fitWidth, onClick: () => onZoom("width") },
          { key: "page", label: m.fitPage, onClick: () => onZoom("page") },
          { type: "divider" },
          ...sizes.map((size) => ({
            key: String(size),
            label: `${size}%`,
            onClick: () => onZoom((whole * size) / 100),
          })),
        ],
      }}
    >
      <button type="button" className="paper-zoom" aria-label={`${m.size}: ${shown}`}>
        {shown}
      </button>
    </Dropdown>
  );
}

function SearchBox({ search }: { search: PreviewSearch }) {
  const m = useMessages().documents;
  const input = useRef<InputRef>(null);
  useShortcut("mod+f", m.search, () => input.current?.focus({ cursor: "all" }));
  const isWanted = search.wanted.trim() !== "";
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter" && search.hits > 0) {
      search.toHit(search.at + (event.shiftKey ? -1 : 1));
    }
    if (event.key === "Escape" && search.wanted) {
      event.stopPropagation();
      search.look("");
    }
  }
  return (
    <search className="paper-search">
      <Input
        ref={input}
        allowClear
        value={search.wanted}
        onChange={(event) => search.look(event.target.value)}
        onKeyDown={onKeyDown}
        prefix={<Search size={14} strokeWidth={1.6} aria-hidden />}
        placeholder={m.search}
        aria-label={m.search}
      />
      <span className="paper-hits" role="status">
        {isWanted && (search.hits > 0 ? m.hitOf(search.at + 1, search.hits) : m.noHit)}
      </span>
      {search.hits > 0 && (
        <>
          <Tool name={m.previousHit} onClick={() => search.toHit(search.at - 1)}>
            <ChevronUp size={16} strokeWidth={1.6} aria-hidden />
          </Tool>
          <Tool name={m.nextHit} onClick={() => search.toHit(search.at + 1)}>
            <ChevronDown size={16} strokeWidth={1.6} aria-hidden />
          </Tool>
        </>
      )}
    </search>
  );
}
