/// How charts and dossiers look, in classes, since the pages allow no styles of their own.
enum ChartStyle {
  static let text: StaticString = #"""
    .chart { margin: 1rem 0 1.5rem; }
    .chart figcaption { font-weight: 650; margin-bottom: .25rem; }
    .chart-scroll { overflow-x: auto; }
    .chart svg { display: block; max-width: none; font: 12px system-ui, -apple-system, "Segoe UI",
      Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif; }
    .chart svg text { fill: var(--ink); }
    .chart svg .axis { fill: var(--soft); font-size: 11px; font-variant-numeric: tabular-nums; }
    .chart svg .value { font-size: 11px; font-variant-numeric: tabular-nums; }
    .chart svg .lane { font-weight: 650; }
    .chart svg .grid { stroke: var(--line); stroke-width: 1; fill: none; }
    .chart svg .rule { stroke: var(--strong-line); stroke-width: 1; fill: none; }
    .chart svg .pause { fill: var(--panel); }
    .chart svg .break { stroke: var(--strong-line); stroke-width: 1; fill: none; }
    .chart svg .hatch { stroke: var(--ground); stroke-width: 1.5; fill: none; }
    .chart svg .bar, .chart svg .swatch { stroke: var(--ground); stroke-width: 1; }
    .s0 { fill: var(--series-1); } .s1 { fill: var(--series-2); } .s2 { fill: var(--series-3); }
    .s3 { fill: var(--series-4); } .s4 { fill: var(--series-5); } .s5 { fill: var(--series-6); }
    .deed { fill: var(--series-1); stroke: var(--ink); stroke-width: 2; }
    .deed.claimed { stroke: none; }
    .deed.hollow { fill: var(--ground); stroke: var(--bad); stroke-width: 2.5; }
    .deed.hollow.claimed { stroke-width: 1.25; }
    .chart svg .deed-label { font-size: 11px; }
    .planned { fill: none; stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 4 2; }
    .executed { fill: var(--series-4); stroke: none; }
    .frozen { fill: var(--series-6); fill-opacity: .25; stroke: var(--series-6); }
    .facts > div { display: contents; }
    .facts ul { margin: 0; padding-left: 1.125rem; }
    .words td, .words th { overflow-wrap: break-word; }
    .words code { overflow-wrap: anywhere; }
    td.short { white-space: nowrap; }
    .flags { padding-left: 1.125rem; }
    tr.stage > * { background: var(--panel); border-top: 2px solid var(--strong-line);
      font-weight: 650; }
    th.part { padding-left: .75rem; }
    th.deep { padding-left: 2rem; }
    .diff ins, .diff del { text-decoration: none; }
    .diff ins { color: var(--good); }
    .diff del { color: var(--bad); }
    .key { font-size: .75rem; color: var(--soft); }
    .months { display: grid; grid-template-columns: repeat(auto-fill, minmax(36rem, 1fr));
      gap: 1rem 2rem; }
    .month { table-layout: fixed; }
    .month th { font-size: .75rem; }
    .month td { height: 3.5rem; padding: .125rem .25rem; font-size: .75rem; line-height: 1.3;
      border: 1px solid var(--line); }
    .month td.frost { background: var(--panel); border: 2px dashed var(--strong-line); }
    .month .day { color: var(--soft); display: block; }
    .month .id { font-weight: 400; display: block; white-space: nowrap; line-height: 24px; }
    @media print {
      .chart svg { max-width: 100%; height: auto; }
      .chart-scroll { overflow: visible; }
      figure, .month { break-inside: avoid; }
      .month td { height: 2rem; }
      .months { grid-template-columns: 1fr 1fr; gap: 4pt 12pt; }
      .facts { grid-template-columns: minmax(7rem, max-content) minmax(0, 1fr); gap: 0 10pt;
        margin: 3pt 0 6pt; }
      .dossier, .dossier table, .dossier caption { font-size: 7pt; line-height: 1.2; }
      .dossier h2 { font-size: 9.5pt; margin: 7pt 0 2pt; }
      .dossier h3 { font-size: 8pt; margin: 4pt 0 1pt; }
      .dossier p { margin: 2pt 0; max-width: none; }
      .dossier ul { margin: 1pt 0; }
      .dossier .scroll { margin: 2pt 0 4pt; }
      .dossier td, .dossier th { padding: 1pt 5pt 1pt 0; }
      .dossier thead th, .dossier .source { font-size: 6.5pt; }
      .dossier code, .dossier .key { font-size: 5.25pt; }
      .dossier td .commit, .dossier td time, .dossier .key { white-space: nowrap; }
      .dossier .verdict { font-size: 9pt; padding: 0 0 0 6pt; }
      .dossier .wrong { padding: 4pt 8pt; margin: 4pt 0; }
      .dossier pre { padding: 3pt 5pt; margin: 2pt 0; font-size: 5.5pt; line-height: 1.25; }
      .dossier figure { margin: 2pt 0; }
      /* The table of acts says the same. */
      .dossier .figures { display: none; }
    }
    """#
}
