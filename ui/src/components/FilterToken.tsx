import { X } from "lucide-react";
import "./filter-token.css";

export interface FilterTokenProps {
  /** Grey. */
  field: string;
  /** Ink. */
  value: string;
  removeLabel: string;
  onEdit: () => void;
  onRemove: () => void;
}

/** One condition of a list: what it is about, what it demands, and the way out. */
export function FilterToken({ field, value, removeLabel, onEdit, onRemove }: FilterTokenProps) {
  return (
    <span className="filter-token">
      <button
        type="button"
        className="filter-token-text"
        onClick={onEdit}
        title={`${field} ${value}`}
      >
        <span className="filter-token-field">{field}</span>
        <bdi className="filter-token-value">{value}</bdi>
      </button>
      <button type="button" className="filter-token-remove" onClick={onRemove}>
        <X size={12} strokeWidth={1.8} aria-hidden />
        <span className="visually-hidden">{removeLabel}</span>
      </button>
    </span>
  );
}
