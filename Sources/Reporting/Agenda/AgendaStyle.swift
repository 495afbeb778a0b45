/// How an agenda's page looks: on a screen in light and dark, and on A4.
enum AgendaStyle {
  static let sheet = """
    :root { color-scheme: light dark; --ink: #1b1f24; --dim: #57606a; --paper: #ffffff;
      --line: #d0d7de; --soft: #f6f8fa; --alarm: #9a2b0e; --alarm-soft: #fff4ec; }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #e6edf3; --dim: #9da7b3; --paper: #0d1117; --line: #3d444d;
        --soft: #161b22; --alarm: #ffb59b; --alarm-soft: #2d1a12; } }
    * { box-sizing: border-box; }
    body { margin: 0 auto; padding: 2rem 1.5rem 3rem; max-width: 60rem; background: var(--paper);
      color: var(--ink); font: 1rem/1.5 system-ui, "Liberation Sans", Arial, sans-serif; }
    h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; }
    h2 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 .25rem; }
    p { margin: 0 0 .5rem; }
    a { color: inherit; }
    .id { color: var(--dim); font-weight: 600; white-space: nowrap; }
    .standing, .basis { color: var(--dim); }
    .due { font-weight: 700; }
    p.due.warning { color: var(--alarm); }
    table { width: 100%; border-collapse: collapse; margin: .5rem 0 1rem; }
    caption { text-align: left; font-weight: 700; padding: .25rem 0; }
    th, td { text-align: left; vertical-align: top; padding: .35rem .6rem;
      border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
    thead th { background: var(--soft); }
    .overview { margin-top: 1rem; }
    .overview th[scope=row] { font-weight: 400; }
    .overview td:nth-child(3), .overview td:nth-child(5), .overview thead th { white-space: nowrap; }
    .entries th { width: 9.5rem; overflow-wrap: normal; }
    .entries ul { margin: 0; padding-left: 1.1rem; }
    tr.warning th, tr.warning td { background: var(--alarm-soft); }
    tr.warning th { color: var(--alarm); }
    section { border-top: 3px solid var(--ink); padding-top: 1rem; margin-top: 2rem; }
    footer { border-top: 3px solid var(--ink); padding-top: 1rem; margin-top: 2rem; }
    code, pre { font-family: ui-monospace, "Liberation Mono", monospace; font-size: .85rem;
      overflow-wrap: anywhere; white-space: pre-wrap; }
    pre { background: var(--soft); border: 1px solid var(--line); padding: .6rem; margin: 0 0 .75rem; }
    .entries code { font-size: .8rem; white-space: normal; }
    .flag { white-space: nowrap; }
    @media (max-width: 44rem) {
      .overview td:nth-child(4), .overview thead th:nth-child(4) { display: none; }
      .overview td:nth-child(5) { white-space: normal; }
      .entries th { width: 7rem; } }
    .own-digest code { font-size: .95rem; font-weight: 700; }
    @page { size: A4; margin: 16mm 15mm 18mm; }
    @media print {
      :root { --ink: #000000; --dim: #444444; --paper: #ffffff; --line: #b5b5b5; --soft: #f2f2f2;
        --alarm: #7a1f08; --alarm-soft: #f7ece6; color-scheme: light; }
      body { font-size: 10pt; max-width: none; padding: 0; }
      h1 { font-size: 17pt; } h2 { font-size: 12.5pt; }
      code, pre, .entries code { font-size: 7.5pt; }
      h2, .standing, .due, caption { break-after: avoid; }
      tr, pre, footer { break-inside: avoid; }
      section { margin-top: 14pt; }
      tr.warning th, tr.warning td, thead th, pre { print-color-adjust: exact; }
    }

    """
}
