interface ProgressProps {
  label: string;
  done: number;
  total: number;
}

/** How far a run is, drawn and in words. */
export function Progress({ label, done, total }: ProgressProps) {
  return (
    <div className="run-progress">
      <progress value={done} max={Math.max(total, 1)} aria-label={label} />
      <span>{label}</span>
    </div>
  );
}
